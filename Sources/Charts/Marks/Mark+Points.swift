extension Mark {
  /// Small dots at `(x[i], y[i])`, for many data.
  public static func points(_ x: some Collection<some Plottable>, _ y: some Collection<some Plottable>, label: String = "") -> Mark {
    let (points, problem) = paired(x, y, in: "points")
    return Mark(.points(points), label: label, style: MarkStyle(pointSize: 0.45), problem: problem)
  }

  /// Discs at `(x[i], y[i])`, through which those behind show.
  public static func scatter(_ x: some Collection<some Plottable>, _ y: some Collection<some Plottable>, label: String = "") -> Mark {
    let (points, problem) = paired(x, y, in: "scatter")
    return Mark(.points(points), label: label, style: MarkStyle(opacity: 0.7, pointSize: 0.9), problem: problem)
  }

  /// Discs whose colours stand for values, one a point, in the chart's colour map.
  public static func scatter(
    _ x: some Collection<some Plottable>, _ y: some Collection<some Plottable>, coloredBy values: some Collection<some Plottable>,
    label: String = ""
  ) -> Mark {
    var (points, problem) = paired(x, y, in: "scatter")
    if values.count == x.count {
      for (index, value) in zip(points.indices, values.drawable) { points[index].value = value }
    } else {
      problem = problem ?? .lengthsDiffer(mark: "scatter", first: x.count, second: values.count)
    }
    return Mark(.points(points), label: label, style: MarkStyle(pointSize: 0.9), problem: problem)
  }

  /// Series of one length, put together.
  static func paired(
    _ x: some Collection<some Plottable>, _ y: some Collection<some Plottable>, in mark: String
  ) -> (points: [Point], problem: ChartError?) {
    guard x.count == y.count else { return ([], .lengthsDiffer(mark: mark, first: x.count, second: y.count)) }
    return (zip(x.drawable, y.drawable).map { Point(x: $0, y: $1) }, nil)
  }
}
