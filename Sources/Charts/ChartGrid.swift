/// Several charts in one picture, row by row.
///
///     try ChartGrid(
///       Chart(.histogram(x)).title("x_scaled"), Chart(.histogram(y)).title("y_scaled"), columns: 2
///     ).save("histograms.png")
public struct ChartGrid: Sendable {
  public var charts: [Chart]
  /// How many charts stand side by side.
  public var columns: Int
  var title = ""

  /// - Parameter columns: how many stand side by side; all of them by default.
  public init(_ charts: Chart..., columns: Int? = nil) { self.init(charts, columns: columns) }

  /// The charts as an array, for a number of them that the program computes.
  public init(_ charts: [Chart], columns: Int? = nil) {
    self.charts = charts
    self.columns = columns ?? charts.count
  }

  /// The charts under a common title.
  public func title(_ title: String) -> ChartGrid {
    var grid = self
    grid.title = title
    return grid
  }

  /// Of the layout: no more columns than charts.
  var layout: (rows: Int, columns: Int) {
    let columns = max(1, min(columns, charts.count))
    return ((charts.count + columns - 1) / columns, columns)
  }

  /// Every chart has the room of the largest one.
  var size: PictureSize {
    PictureSize(
      width: (charts.map(\.size.width).max() ?? 0) * layout.columns,
      height: (charts.map(\.size.height).max() ?? 0) * layout.rows + (title.isEmpty ? 0 : 30))
  }
}
