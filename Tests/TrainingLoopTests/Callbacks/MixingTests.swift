import Apus
import Testing

@testable import TrainingLoop

struct MixingTests {
  private let samples = Samples(count: 16)

  /// What the model saw, with the shares.
  private func seen(_ callback: @escaping ImageLoop.Callback) throws -> [(input: [Float], plain: [Float], share: Float)] {
    var found: [(input: [Float], plain: [Float], share: Float)] = []
    _ = try ImageRun([
      { loop, event in if event == .batchStart, loop.isTraining { found.append(([], try loop.lastStepInput?.readScalars() ?? [], 0)) } },
      callback,
      { loop, event in
        if event == .updateStart {
          found[found.count - 1].input = try loop.lastStepInput?.readScalars() ?? []
          found[found.count - 1].share = try loop.lastStepMixture?.share.readScalars()[0] ?? .nan
        }
        if event == .inferencePredictionEnd { #expect(loop.lastStepMixture == nil) }
      },
    ])
    return found
  }

  @Test func everySampleIsMixedWithOneOfItsBatchByTheShareOfTheLoss() throws {
    for (input, plain, share) in try seen(mixup(alpha: 1, seed: 4)) {
      #expect(share >= 0 && share <= 0.5)
      let (rows, samples) = (input.chunks(of: 16), plain.chunks(of: 16))
      for (row, own) in zip(rows, samples) {
        let isMixture = samples.contains { other in
          zip(row, zip(own, other)).allSatisfy { abs($0 - ((1 - share) * $1.0 + share * $1.1)) < 1e-5 }
        }
        #expect(isMixture)
      }
    }
  }

  @Test func theRectangleOfAnotherImageIsTheShareOfTheLoss() throws {
    for (input, plain, share) in try seen(cutmix(alpha: 1, seed: 4)) {
      #expect((share * 16).rounded() == share * 16)
      for (row, own) in zip(input.chunks(of: 16), plain.chunks(of: 16)) {
        let changed = zip(row, own).count { $0 != $1 }
        #expect(changed == 0 || changed == Int(share * 16))
      }
    }
  }

  @Test func decisionsFollowFromSeedAndStep() throws {
    func shares(_ seed: UInt64) throws -> [Float] { try seen(mixup(alpha: 1, seed: seed)).map(\.share) }
    let first = try shares(1)
    #expect(try first == shares(1))
    #expect(try first != shares(2))
    #expect(Set(first).count == first.count)
  }

  /// Mean 1/2 and variance 1 / (4·(2α + 1)) of the beta distribution.
  @Test(arguments: [0.2, 1, 3] as [Float])
  func sharesHaveTheMomentsOfTheBetaDistribution(alpha: Float) {
    let draws = (0..<4000).map { step -> Float in
      var mixing = BatchMixing(seed: 3, step: step)
      return mixing.beta(alpha)
    }
    let mean = draws.reduce(0, +) / 4000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
    #expect(abs(mean - 0.5) < 0.03)
    #expect(abs(variance * 4 * (2 * alpha + 1) - 1) < 0.08)
    #expect(draws.allSatisfy { $0 >= 0 && $0 <= 1 })
  }

  @Test(arguments: [0, -1, .nan, .infinity] as [Float])
  func parametersOutsideOfTheDistributionMixHalfAndHalf(alpha: Float) {
    var mixing = BatchMixing(seed: 0, step: 0)
    #expect(mixing.beta(alpha) == 0.5)
  }
}

extension [Float] {
  fileprivate func chunks(of count: Int) -> [[Float]] { stride(from: 0, to: self.count, by: count).map { Array(self[$0..<$0 + count]) } }
}
