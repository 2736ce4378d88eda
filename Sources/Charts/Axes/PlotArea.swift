/// The numbers at the edges of a chart, and which of them its axes show.
struct PlotArea: Sendable {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  /// The values at the ends of the colour map, if something is coloured by values.
  let values: ClosedRange<Double>?
  /// Axes on which ticks between whole numbers would make no sense: those of a few epochs, say.
  let countsX: Bool
  let countsY: Bool

  init(_ chart: Chart) throws(ChartError) {
    var (x, y, values) = (Extent(), Extent(), Extent())
    var hasBars = false
    for mark in chart.marks {
      if case .boxes = mark.content { hasBars = true }
      for point in mark.corners {
        if chart.x.isLogarithmic && point.x <= 0 || chart.y.isLogarithmic && point.y <= 0 { continue }
        // A point with a gap is not drawn at all.
        guard point.x.isFinite && point.y.isFinite else { continue }
        x.include(point.x)
        y.include(point.y)
      }
      mark.values.forEach { values.include($0) }
    }
    let fillsArea = chart.marks.contains(where: \.isGrid)
    let fittedX = x.padded(by: fillsArea ? 0 : 0.04, isLogarithmic: chart.x.isLogarithmic)
    var fittedY = y.padded(by: fillsArea ? 0 : 0.05, isLogarithmic: chart.y.isLogarithmic)
    if hasBars, !chart.y.isLogarithmic, y.lower == 0 { fittedY = 0...fittedY.upperBound }
    self.x = try Self.checked(chart.x, "x") ?? fittedX
    self.y = try Self.checked(chart.y, "y") ?? fittedY
    if let limits = chart.colorLimits {
      guard Self.isDrawable(limits) else { throw .limits(axis: "colorBar", lower: limits.lowerBound, upper: limits.upperBound) }
    }
    self.values = values.isEmpty ? nil : chart.colorLimits ?? values.padded(by: 0, isLogarithmic: false)
    countsX = (x.isWhole || fillsArea) && (1..<9).contains(self.x.upperBound - self.x.lowerBound)
    countsY = (y.isWhole || fillsArea) && (1..<9).contains(self.y.upperBound - self.y.lowerBound)
  }

  private static func checked(_ axis: Axis, _ name: String) throws(ChartError) -> ClosedRange<Double>? {
    guard let limits = axis.limits else { return nil }
    guard isDrawable(limits), !axis.isLogarithmic || limits.lowerBound > 0 else {
      throw .limits(axis: name, lower: limits.lowerBound, upper: limits.upperBound)
    }
    return limits
  }

  private static func isDrawable(_ limits: ClosedRange<Double>) -> Bool {
    let magnitude = max(abs(limits.lowerBound), abs(limits.upperBound))
    return magnitude <= 1e300 && limits.upperBound - limits.lowerBound > max(magnitude * 1e-12, 1e-290)
  }
}
