import Testing

@testable import Charts

struct HistogramTests {
  private func boxes(_ mark: Mark) -> [Mark.Box] {
    if case .boxes(let boxes) = mark.content { return boxes }
    return []
  }

  /// Counts and edges of `numpy.histogram(values, bins)`, NumPy 2.4.
  @Test(
    arguments: [
      ([1, 2, 2, 3, 4, 4, 4, 10], 3, [4, 3, 1], [1, 4, 7, 10]),
      ([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], 10, [1, 1, 2, 0, 1, 2, 1, 0, 1, 2], [0, 0.1, 0.2]),
      ([0.1, 0.2, 0.3, 0.6, 0.7], 6, [1, 1, 1, 0, 0, 2], [0.1, 0.2]),
      ([7], 2, [0, 1], [6.5, 7, 7.5]),
      ([2, .nan, 4, .infinity], 2, [1, 1], [2, 3, 4]),
    ] as [([Double], Int, [Double], [Double])])
  func intervalsAreThoseOfNumPy(values: [Double], bins: Int, counts: [Double], edges: [Double]) {
    let found = boxes(.histogram(values, bins: bins))
    #expect(found.map(\.height) == counts)
    for (box, edge) in zip(found, edges) { #expect(abs(box.left - edge) < 1e-15) }
    #expect(found.last?.right == values.filter(\.isFinite).max().map { values.count == 1 ? $0 + 0.5 : $0 })
  }

  @Test func nothingHasNoIntervals() {
    #expect(boxes(.histogram([Double]())).isEmpty)
    #expect(boxes(.histogram([Double.nan])).isEmpty)
    #expect(Mark.histogram([1], bins: 0).problem == .bins(0))
  }
}
