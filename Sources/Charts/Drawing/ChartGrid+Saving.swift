import Foundation

extension ChartGrid {
  /// Draws the charts into a file, which is replaced as a whole. Folders on the way to it are made.
  ///
  /// The end of the path says the format: `.png` or `.svg`. If gnuplot is missing or fails, the commands, with all data, are kept in a
  /// file of that name followed by `.gnuplot`, and the error says so.
  ///
  /// - Throws: a ``ChartError``: marks or limits that cannot be drawn, another format, no gnuplot, a folder that cannot be written to.
  public func save(_ path: String) throws(ChartError) { try save(path, with: Gnuplot()) }

  func save(_ path: String, with gnuplot: Gnuplot?) throws(ChartError) {
    let format = try PictureFormat(path: path)
    let script = try script(in: format)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw .cannotWrite(path: path, reason: error.localizedDescription)
    }
    let picture: Data
    do throws(ChartError) {
      guard let gnuplot else { throw .gnuplotMissing(script: nil) }
      picture = try gnuplot.output(of: script)
    } catch {
      throw error.keeping(script, at: path + ".gnuplot")
    }
    try write(format.finished(picture), to: path)
  }

  /// All commands, with the terminal for a format in front.
  func script(in format: PictureFormat) throws(ChartError) -> String {
    var grid = self
    grid.charts = charts.map { $0.adapted(to: format) }
    let commands = try grid.commands()
    // Each by itself first: the sizes of many large ones have no sum.
    for size in charts.map(\.size) where !size.isDrawable { throw .pictureSize(width: size.width, height: size.height) }
    guard size.isDrawable else { throw .pictureSize(width: size.width, height: size.height) }
    return format.terminal(size) + "\n" + commands
  }

  private func write(_ data: Data, to path: String) throws(ChartError) {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .cannotWrite(path: path, reason: error.localizedDescription)
    }
  }
}

extension Chart {
  /// Draws the chart into a file: `ChartGrid.save` of one chart.
  ///
  ///     try Chart(.line(losses)).save("loss.png")
  public func save(_ path: String) throws(ChartError) { try ChartGrid(self).save(path) }
}

extension ChartError {
  /// The error of a gnuplot that could not draw, with the place at which its script is kept.
  fileprivate func keeping(_ script: String, at path: String) -> ChartError {
    let isKept = (try? Data(script.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)) != nil
    let place = isKept ? path : nil
    switch self {
    case .gnuplotMissing: return .gnuplotMissing(script: place)
    case .gnuplotFailed(let reason, _): return .gnuplotFailed(reason: reason, script: place)
    default: return self
    }
  }
}
