/// Why a chart cannot be drawn.
public enum ChartError: Error, Equatable, Sendable {
  /// Series that belong together have different lengths.
  case lengthsDiffer(mark: String, first: Int, second: Int)
  case bins(Int)
  case imageSize(pixels: Int, height: Int, width: Int)
  case classes(names: Int, rows: Int, columns: Int)
  /// Limits that no axis can have: not finite, without extent, or not positive where the axis is logarithmic.
  case limits(axis: String, lower: Double, upper: Double)
  /// A picture of fewer than 10 points on a side, or of more than 20,000.
  case pictureSize(width: Int, height: Int)
  /// A drawing of characters that is too narrow, too low or too large.
  case textSize(width: Int, height: Int)
  case columns(Int, charts: Int)
  /// Neither `png` nor `svg` at the end of the path.
  case unknownFormat(path: String)
  /// There is no gnuplot in the folders of `PATH`; the script, with its data, is at `script`, or was not wanted.
  case gnuplotMissing(script: String?)
  /// gnuplot ended with an error, or did not end in time.
  case gnuplotFailed(reason: String, script: String?)
  case cannotWrite(path: String, reason: String)
}
