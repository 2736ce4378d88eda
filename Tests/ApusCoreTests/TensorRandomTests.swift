import ApusCore
import Testing

@Suite struct TensorRandomTests {
  /// Mean, variance and extremes of 40,000 numbers; the bounds are six standard errors wide.
  private func expect(
    _ x: Tensor<Float>, mean: Float, deviation: Float, within range: ClosedRange<Float>,
    _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let scalars = try x.readScalars()
    let count = Float(scalars.count)
    let found = scalars.reduce(0, +) / count
    let variance = scalars.reduce(0) { $0 + ($1 - found) * ($1 - found) } / count
    #expect(abs(found - mean) < 6 * deviation / count.squareRoot(), sourceLocation: location)
    #expect(abs(variance.squareRoot() / deviation - 1) < 0.03, sourceLocation: location)
    #expect(scalars.allSatisfy(range.contains), sourceLocation: location)
  }

  @Test func distributionsHaveTheirMoments() throws {
    try expect(Tensor(randomUniform: [200, 200], seed: 1), mean: 0.5, deviation: 0.288675, within: 0...0.99999994)
    try expect(Tensor(randomUniform: [40_000], from: -2, to: 4, seed: 2), mean: 1, deviation: 1.73205, within: -2...4)
    try expect(Tensor(randomNormal: [40_000], seed: 3), mean: 0, deviation: 1, within: -6.7...6.7)
    try expect(Tensor(randomNormal: [40_000], mean: 5, standardDeviation: 0.1, seed: 4), mean: 5, deviation: 0.1, within: 4.3...5.7)
    try expect(Tensor(randomTruncatedNormal: [40_000], seed: 5), mean: 0, deviation: 0.87963, within: -2...2)
  }

  @Test func truncatedNormalHasTheRightQuantiles() throws {
    // With p = Φ(−2) + (1 − 2Φ(−2)) · u: the quartiles are ∓0.6374, a tenth lies below −1.1822.
    let sorted = try Tensor<Double>(randomTruncatedNormal: [40_000], seed: 11).readScalars().sorted()
    for (share, quantile) in [(0.1, -1.182213), (0.25, -0.637361), (0.5, 0), (0.75, 0.637361), (0.9, 1.182213)] {
      #expect(abs(sorted[Int(share * 40_000)] - quantile) < 0.03)
    }
  }

  @Test func integersCoverTheirRangeEvenly() throws {
    let counts = try Tensor<Int32>(randomUniform: [60_000], from: -2, to: 4, seed: 9).readScalars()
      .reduce(into: [Int32: Int]()) { $0[$1, default: 0] += 1 }
    #expect(Set(counts.keys) == [-2, -1, 0, 1, 2, 3])
    #expect(counts.values.allSatisfy { abs($0 - 10_000) < 600 })
    #expect(Tensor<Int32>(randomUniform: [2], from: 3, to: 3).diagnosis != nil)
  }

  @Test func aSeedDecidesTheNumbers() throws {
    #expect(Tensor<Float>(randomNormal: [5], seed: 7) == Tensor(randomNormal: [5], seed: 7))
    #expect(Tensor<Float>(randomNormal: [5], seed: 7) != Tensor(randomNormal: [5], seed: 8))
  }

  @Test func withoutASeedTheContextDecides() throws {
    let draw = { withRandomSeed(42) { [Tensor<Float>(randomUniform: [4]), Tensor<Float>(randomUniform: [4])] } }
    let first = draw()
    #expect(first[0] != first[1])
    #expect(first == draw())
    let resumed = withRandomSeed(42) {
      Context.local.randomDrawCount = 1
      return Tensor<Float>(randomUniform: [4])
    }
    #expect(resumed == first[1])
  }

  @Test func numbersAreReadyWhenMade() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let x = Tensor<Float>(randomNormal: [300, 300], seed: 1)
      _ = try x.readScalars()
    }
    #expect(engine.report.compilations.isEmpty && engine.report.deviceExecutions == 0 && engine.report.hostExecutions == 0)
  }
}
