import Foundation

/// The corner in which a legend covers the fewest data.
struct LegendCorner {
  private let area: PlotArea
  private let chart: Chart

  init(_ chart: Chart, in area: PlotArea) {
    self.chart = chart
    self.area = area
  }

  /// A corner, or `outside` where a legend would cover a fiftieth of the data or more in each.
  var place: LegendPlace {
    let labels = chart.marks.map(\.label).filter { !$0.isEmpty }
    // With the font that scripts choose; the area between the axes is about four fifths of the picture in both directions.
    let width = min(0.6, (70 + 7 * Double(labels.map(\.count).max() ?? 0)) / (0.8 * Double(chart.size.width)))
    let height = min(0.9, (20 + 18 * Double(labels.count)) / (0.8 * Double(chart.size.height)))
    let samples = chart.marks.flatMap(samples)
    let corners: [(LegendPlace, isCovered: (Double, Double) -> Bool)] = [
      (.topRight, { x, y in x > 1 - width && y > 1 - height }), (.topLeft, { x, y in x < width && y > 1 - height }),
      (.bottomRight, { x, y in x > 1 - width && y < height }), (.bottomLeft, { x, y in x < width && y < height }),
    ]
    let counts = corners.map { corner in samples.count { corner.isCovered($0.x, $0.y) } }
    guard let fewest = counts.min(), let index = counts.firstIndex(of: fewest) else { return .topRight }
    return fewest * 50 > samples.count ? .outside : corners[index].0
  }

  /// Where the mark is drawn, from 0 to 1 in both directions; of lines and bars, places along them.
  private func samples(of mark: Mark) -> [Mark.Point] {
    switch mark.content {
    case .points(let points): points.compactMap(placed)
    case .line(let points): along(points)
    case .lines(let lines): lines.flatMap(along)
    case .boxes(let boxes):
      boxes.flatMap { box in
        (1...8).compactMap { placed(Mark.Point(x: (box.left + box.right) / 2, y: box.height * Double($0) / 8)) }
      }
    case .cells, .colors: []
    }
  }

  private func along(_ points: [Mark.Point]) -> [Mark.Point] {
    let placed = points.map(placed)
    let steps = max(1, min(20, 400 / max(1, points.count)))
    return zip(placed, placed.dropFirst()).flatMap { from, to -> [Mark.Point] in
      guard let from, let to else { return [] }
      return (0..<steps).map { step in
        let share = Double(step) / Double(steps)
        return Mark.Point(x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y))
      }
    }
  }

  private func placed(_ point: Mark.Point) -> Mark.Point? {
    let x = Self.share(point.x, of: area.x, isLogarithmic: chart.x.isLogarithmic)
    let y = Self.share(point.y, of: area.y, isLogarithmic: chart.y.isLogarithmic)
    guard x.isFinite, y.isFinite else { return nil }
    return Mark.Point(x: x, y: y)
  }

  private static func share(_ number: Double, of range: ClosedRange<Double>, isLogarithmic: Bool) -> Double {
    guard isLogarithmic else { return (number - range.lowerBound) / (range.upperBound - range.lowerBound) }
    return log(number / range.lowerBound) / log(range.upperBound / range.lowerBound)
  }
}
