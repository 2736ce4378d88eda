import Foundation

extension ChartError: CustomStringConvertible, LocalizedError {
  /// What was wrong, where, and what to do.
  public var description: String { "Apus: " + sentence }

  /// The same text, for programs that print `localizedDescription`.
  public var errorDescription: String? { description }

  private var sentence: String {
    switch self {
    case .lengthsDiffer(let mark, let first, let second):
      "\(mark): series of \(first) and \(second) do not belong together; give both the same length"
    case .bins(let count):
      "histogram: \(count) bins cannot be drawn; take 1 to 100,000"
    case .imageSize(let pixels, let height, let width):
      "image: \(pixels) numbers are no image of \(height) × \(width) pixels; take one number a pixel, or three, and at most 4,000,000 pixels"
    case .classes(let names, let rows, let columns):
      "confusionMatrix: \(rows) rows of \(columns) counts and \(names) names do not fit; take as many of each as there are classes"
    case .limits(let axis, let lower, let upper):
      "limits(\(axis): \(lower)...\(upper)): an axis goes from one finite number to a larger one, a logarithmic axis from above 0"
    case .pictureSize(let width, let height):
      "a picture of \(width) × \(height) points cannot be drawn; take 10 to 20,000 in both directions, and at most 100,000,000 in all"
    case .textSize(let width, let height):
      "a chart of \(width) × \(height) characters cannot be drawn; take 20 to 1,000 columns and 8 to 1,000 lines"
    case .columns(let columns, let charts):
      "ChartGrid: \(charts) charts in \(columns) columns cannot be drawn; take at least one of each"
    case .unknownFormat(let path):
      "\(path): the name of a picture ends in .png or .svg"
    case .gnuplotMissing(let script):
      "gnuplot, which draws charts, is not installed\n  hint  apt-get install gnuplot-nox" + Self.hint(toRun: script)
    case .gnuplotFailed(let reason, let script):
      "gnuplot could not draw the chart: \(reason)" + Self.hint(toRun: script)
    case .cannotWrite(let path, let reason):
      "\(path): the picture cannot be written: \(reason)"
    }
  }

  private static func hint(toRun script: String?) -> String {
    guard let script else { return "" }
    return "\n  kept  the commands and data of the chart, in \(script)\n        gnuplot FILE > PICTURE draws them"
  }
}
