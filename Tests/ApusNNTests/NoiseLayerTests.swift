import ApusNN
import Testing

/// Layers that add noise in training: its moments, to five standard errors, and its seed.
@Suite struct NoiseLayerTests {
  private let normal = Tensor<Float>(randomNormal: [100, 100], seed: 1)

  private func draw(_ seed: UInt64 = 1, _ body: () -> Tensor<Float>) throws -> [Double] {
    try withRandomSeed(seed) { try withLearningPhase(.training) { try body().readScalars().map(Double.init) } }
  }

  private func moments(_ numbers: [Double]) -> (mean: Double, variance: Double) {
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    return (mean, numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count))
  }

  @Test func inUseTheyAreTheIdentity() {
    #expect(GaussianNoise(standardDeviation: 2)(normal) == normal)
    #expect(GaussianDropout(probability: 0.5)(normal) == normal)
    #expect(AlphaDropout(probability: 0.5)(normal) == normal)
  }

  @Test func gaussianNoiseIsAddedWithItsStandardDeviation() throws {
    let (mean, variance) = moments(try draw { GaussianNoise(standardDeviation: 2)(Tensor(ones: [100, 100])) })
    #expect(abs(mean - 1) < 5 * 2 / 100)
    #expect(abs(variance / 4 - 1) < 5 * 2.0.squareRoot() / 100)
  }

  /// p / (1 − p) is 3/7 for p = 0.3.
  @Test func gaussianDropoutHasTheVarianceOfDropout() throws {
    let (mean, variance) = moments(try draw { GaussianDropout(probability: 0.3)(Tensor(ones: [100, 100])) })
    #expect(abs(mean - 1) < 5 * (3.0 / 7).squareRoot() / 100)
    #expect(abs(variance / (3.0 / 7) - 1) < 5 * 2.0.squareRoot() / 100)
  }

  @Test func alphaDropoutKeepsMeanAndVariance() throws {
    let numbers = try draw { AlphaDropout(probability: 0.3)(normal) }
    let (mean, variance) = moments(numbers)
    #expect(abs(mean) < 5.0 / 100)
    #expect(abs(variance - 1) < 5 * 2.0.squareRoot() / 100)
    // What is dropped is all one number: SELU's lower bound, stretched and moved as everything else.
    let bound = -1.7580993408473766
    let stretch = 1 / (0.7 * (1 + 0.3 * bound * bound)).squareRoot()
    let place = stretch * bound * 0.7
    let dropped = numbers.filter { abs($0 - place) < 1e-5 }
    let (share, standardError) = (Double(dropped.count) / 10_000, (0.21 / 10_000).squareRoot())
    #expect(abs(share - 0.3) < 5 * standardError)
  }

  @Test func theSeedDecidesAndEachCallDrawsAnew() throws {
    let layers: [@Sendable (Tensor<Float>) -> Tensor<Float>] = [
      { GaussianNoise(standardDeviation: 2)($0) }, { GaussianDropout(probability: 0.5)($0) }, { AlphaDropout(probability: 0.5)($0) },
    ]
    // An engine of its own: where another test had the same program with other constants, they are inputs and no longer baked in, which
    // may round otherwise.
    let engine = Engine(diskCache: nil)
    func draw(_ seed: UInt64 = 1, _ body: () -> Tensor<Float>) throws -> [Double] {
      try withEngine(engine) { try self.draw(seed, body) }
    }
    for layer in layers {
      let first = try draw { layer(normal) }
      let (again, other) = (try draw { layer(normal) }, try draw(2) { layer(normal) })
      let difference = try draw { layer(normal) - layer(normal) }
      let run = compiled { (x: Tensor<Float>) in layer(x) }
      let (compiledFirst, compiledSecond) = (try draw { run(normal) }, try draw(2) { run(normal) })
      // Comparisons of 10,000 numbers are not for the test's report.
      let (isSame, isOther, isCompiledOther) = (first == again, first != other, compiledFirst != compiledSecond)
      #expect(isSame && isOther && isCompiledOther)
      #expect(difference.contains { $0 != 0 })
    }
  }
}
