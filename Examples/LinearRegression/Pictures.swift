import Apus
import Charts

/// Draws the data, the losses and the fitted lines; without gnuplot it says what is missing and returns.
func drawPictures(of points: Points, log: Table, adamLog: Table, into folder: String) throws {
  let (x, y) = (points.xScaled, points.yScaled)
  let slopes = try log["a"], intercepts = try log["b"]
  // Each epoch's line, from one edge of the picture to the other.
  let lines = zip(slopes, intercepts).map { a, b in [(-3.0, -3 * a + b), (4.0, 4 * a + b)] }
  let data = Mark.scatter(x, y)
  func scaled(_ marks: Mark...) -> Chart { Chart(marks).labels(x: "x_scaled", y: "y_scaled") }
  func losses(_ log: Table) throws -> Chart {
    Chart(.line(try log["epoch"], try log["loss"])).title("Training History").labels(x: "epoch", y: "MSE loss")
  }
  let pictures: KeyValuePairs = [
    "data": ChartGrid(Chart(.scatter(points.x, points.y))),
    "scaled": ChartGrid(Chart(.histogram(x)).title("x_scaled"), Chart(.histogram(y)).title("y_scaled")),
    "scaled-data": ChartGrid(scaled(data).title("x_scaled vs y_scaled")),
    "training-history": ChartGrid(try losses(log)),
    "regression-line": ChartGrid(scaled(data, .line(lines[19].map(\.0), lines[19].map(\.1))).title("x_scaled vs y_scaled")),
    "regression-lines": ChartGrid(
      scaled(.lines(lines, coloredBy: try log["epoch"]), data).colorBar("Epoch").title("Regression line of each epoch")),
    "training-history-adam": ChartGrid(try losses(adamLog)),
  ]
  do throws(ChartError) {
    for (name, picture) in pictures { try picture.save("\(folder)/\(name).png") }
    print("\nPictures: \(folder)")
  } catch {
    print("\n\(error)")
  }
}
