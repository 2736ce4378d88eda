import ApusNN
import Testing

@Suite struct DropoutTests {
  private let ones = Tensor<Float>(ones: [200, 200])

  @Test func inUseItIsTheIdentity() throws {
    #expect(Dropout(probability: 0.5)(ones) == ones)
  }

  /// Of 40,000 elements 30 % are dropped, give or take five standard deviations, and the others scaled so that the mean stays.
  @Test func inTrainingItDropsTheGivenShareAndScalesTheRest() throws {
    let dropped = try withRandomSeed(1) { try withLearningPhase(.training) { try Dropout(probability: 0.3)(ones).readScalars() } }
    let share = Double(dropped.filter { $0 == 0 }.count) / 40_000
    #expect(abs(share - 0.3) < 5 * (0.3 * 0.7 / 40_000).squareRoot())
    #expect(dropped.allSatisfy { $0 == 0 || abs($0 - 1 / 0.7) < 1e-6 })
  }

  @Test func theSeedDecidesWhatIsDroppedAndEachCallDropsOthers() throws {
    func twice(_ seed: UInt64) throws -> [[Float]] {
      try withRandomSeed(seed) {
        try withLearningPhase(.training) { try (0..<2).map { _ in try Dropout(probability: 0.5)(ones).readScalars() } }
      }
    }
    let first = try twice(1)
    #expect(first[0] != first[1])
    #expect(try twice(1) == first)
    #expect(try twice(2) != first)
  }

  @Test func theGradientPassesWhereTheElementIsKept() throws {
    let (output, slope) = withRandomSeed(3) {
      withLearningPhase(.training) {
        var output = ones
        let slope = gradient(at: ones) { x in
          output = Dropout(probability: 0.5)(x)
          return output.sum()
        }
        return (output, slope)
      }
    }
    #expect(try slope.readScalars() == output.readScalars())
  }

  @Test(arguments: [-0.1, 1, 1.5, .nan])
  func aProbabilityOutOfRangeIsAMistake(_ probability: Double) throws {
    let diagnosis = try #require(Dropout(probability: probability)(ones).diagnosis)
    #expect("\(diagnosis)".hasPrefix("Apus: Dropout: the probability \(probability) is not in 0..<1"))
  }
}

@Suite struct CompiledDropoutTests {
  @Test func aCompiledFunctionFollowsTheLearningPhase() throws {
    let layer = Dropout(probability: 0.5)
    let function = compiled { (x: Tensor<Float>) in layer(x) }
    let x = Tensor<Float>(ones: [64])
    let trained = try withLearningPhase(.training) { try function(x).readScalars() }
    #expect(trained.contains(0))
    #expect(try function(x).readScalars() == Array(repeating: 1, count: 64))
    let again = try withLearningPhase(.training) { try function(x).readScalars() }
    #expect(again.contains(0))
    #expect(function.report.traceCount == 2)
    #expect(function.report.retraces == ["the learning phase is inference, before it was training"])
  }
}
