import Testing

@testable import Charts

struct PlotAreaTests {
  private static let rows: [(name: String, numbers: [Double], isLogarithmic: Bool, lower: Double, upper: Double)] = [
    ("a range and 5 % of it", [0, 20, 10], false, -1, 21),
    ("nothing", [], false, 0, 1),
    ("nothing but gaps", [.nan, .infinity], false, 0, 1),
    ("one number", [40], false, 38, 42),
    ("zero", [0, 0], false, -0.5, 0.5),
    ("numbers too close for labels", [1e16, 1e16 + 4], false, 0.95e16, 1.05e16),
    ("subnormal numbers", [0, Double.leastNonzeroMagnitude], false, -0.5, 0.5),
    ("powers of ten", [0.01, 1], true, 0.01 / 1.258925411794167, 1.258925411794167),
    ("nothing positive", [], true, 1, 10),
    ("every power of ten", [1e-300, 1e300], true, 1e-300, 1e300),
    ("one positive number", [1], true, 0.31622776601683794, 3.1622776601683795),
  ]

  @Test(arguments: rows.indices) func axesFitTheirNumbers(row: Int) {
    let (name, numbers, isLogarithmic, lower, upper) = Self.rows[row]
    var extent = Extent()
    numbers.forEach { extent.include($0) }
    let range = extent.padded(by: 0.05, isLogarithmic: isLogarithmic)
    #expect(abs(range.lowerBound - lower) <= 1e-12 * max(1, abs(lower)), "\(name): \(range)")
    #expect(abs(range.upperBound - upper) <= 1e-12 * max(1, abs(upper)), "\(name): \(range)")
  }

  @Test func numbersThatALogarithmicAxisCannotShowDoNotCount() throws {
    let area = try PlotArea(Chart(.line([1, 2, 3], [-5, 10, 1000])).logarithmic(y: true))
    #expect(area.x.lowerBound > 1.9)
    #expect(abs(area.y.lowerBound - 7.943282347242814) < 1e-9)
  }

  @Test func hugeNumbersAreGapsAndLeaveFiniteLimits() throws {
    let area = try PlotArea(Chart(.line([1e308, -1e300, 1e300])))
    #expect(area.y.lowerBound.isFinite && area.y.upperBound.isFinite)
    #expect(area.x.lowerBound > 0.9)
  }

  @Test(
    arguments: [
      (1.0...1000, nil), (0.5...20, [0.5, 1, 2, 5, 10, 20]), (0.3...0.9, [0.4, 0.6, 0.8]), (2.5...4.9, [2.5, 3, 3.5, 4, 4.5]),
      (1e-300...1e300, nil), (1...1.01, [1, 1.002, 1.004, 1.006, 1.008, 1.01]),
    ] as [(ClosedRange<Double>, [Double]?)])
  func logarithmicAxesHaveTicksToReadNumbersFrom(range: ClosedRange<Double>, places: [Double]?) {
    let found = AxisTicks.places(logarithmic: range)
    #expect(found?.count == places?.count, "\(String(describing: found))")
    for (own, expected) in zip(found ?? [], places ?? []) { #expect(abs(own - expected) < 1e-12) }
  }

  @Test(
    arguments: [
      (0.0...1, "%h"), (-2...2, "%h"), (1e9...2e9, "%h"), (1000...1001, "%h"), (1e5...(1e5 + 1e-6), "%.14g"), (1...1.00001, "%.8g"),
      (-1e300...1e300, "%h"), (0...1e-290, "%h"),
    ] as [(ClosedRange<Double>, String)])
  func labelsHaveTheDigitsThatTellThemApart(range: ClosedRange<Double>, format: String) { #expect(AxisTicks.format(range) == format) }

  @Test func aLegendStandsWhereNothingIs() throws {
    func place(_ marks: Mark...) throws -> LegendPlace {
      let chart = Chart(marks)
      return LegendCorner(chart, in: try PlotArea(chart)).place
    }
    let falling = (0..<50).map { 1 / Double($0 + 1) }, rising = (0..<50).map(Double.init)
    #expect(try place(.line(falling, label: "loss")) == .topRight)
    #expect(try place(.line(rising, label: "accuracy")) == .topLeft)
    #expect(
      try place(.points(rising, rising, label: "a"), .points(rising, rising.map { 49 - $0 }.map { max($0, 25) }, label: "b"))
        == .bottomRight)
    let lattice = (0..<900).map { ($0 % 30, $0 / 30) }
    #expect(try place(.points(lattice.map(\.0), lattice.map(\.1), label: "everywhere")) == .outside)
    #expect(try place(.bars(["a", "b", "c"], [1, 2, 9], label: "bars")) == .topLeft)
    #expect(try place(.line([Double](), label: "nothing")) == .topRight)
  }
}
