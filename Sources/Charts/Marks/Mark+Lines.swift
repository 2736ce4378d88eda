extension Mark {
  /// A line through `(x[i], y[i])`, interrupted where a number is missing.
  public static func line(_ x: some Collection<some Plottable>, _ y: some Collection<some Plottable>, label: String = "") -> Mark {
    let (points, problem) = paired(x, y, in: "line")
    return Mark(.line(points), label: label, problem: problem)
  }

  /// A line through `(i, y[i])`, `i` from 0.
  public static func line(_ y: some Collection<some Plottable>, label: String = "") -> Mark { line(0..<y.count, y, label: label) }

  /// Lines whose colours stand for values, one a line, in the chart's colour map.
  ///
  ///     // The fit after each epoch, from x = -3 to 4.
  ///     Chart(.lines(fits.map { [(-3.0, -3 * $0.a + $0.b), (4.0, 4 * $0.a + $0.b)] }, coloredBy: epochs)).colorBar("Epoch")
  ///
  /// - Parameters:
  ///   - lines: the points `(x, y)` of each.
  ///   - values: as many as there are lines.
  public static func lines<X: Plottable, Y: Plottable>(_ lines: [[(X, Y)]], coloredBy values: some Collection<some Plottable>) -> Mark {
    let problem = lines.count == values.count ? nil : ChartError.lengthsDiffer(mark: "lines", first: lines.count, second: values.count)
    let colored = zip(lines, values.drawable).map { line, value in
      zip(line.map(\.0).drawable, line.map(\.1).drawable).map { Point(x: $0, y: $1, value: value) }
    }
    return Mark(.lines(colored), style: MarkStyle(width: 1.5), problem: problem)
  }
}
