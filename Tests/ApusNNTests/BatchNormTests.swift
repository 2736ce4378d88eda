import ApusNN
import Testing

/// Batch normalization in training: the batch's moments, and the running ones that follow them.
@Suite struct BatchNormTests {
  private let x = Tensor<Double>([[1, 10], [2, 30], [3, 50], [6, 70]])

  /// The columns brought to mean 0 and variance 1, by loops.
  private var expected: [Double] {
    let rows = [[1.0, 10], [2, 30], [3, 50], [6, 70]]
    return rows.flatMap { row in
      (0..<2).map { column in
        let mean = rows.reduce(0) { $0 + $1[column] } / 4
        let variance = rows.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / 4
        return (row[column] - mean) / (variance + 1e-3).squareRoot()
      }
    }
  }

  private func isNear(_ a: [Double], _ b: [Double]) -> Bool { a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-12 } }

  @Test func inTrainingTheBatchIsNormalizedAndTheRunningMomentsFollow() throws {
    let layer = BatchNorm<Double>(featureCount: 2, momentum: 0.9)
    let output = withLearningPhase(.training) { layer(x) }
    #expect(isNear(try output.readScalars(), expected))
    // Means 3 and 40, variances 3.5 and 500.
    #expect(isNear(try layer.runningMean.value.readScalars(), [0.3, 4]))
    #expect(isNear(try layer.runningVariance.value.readScalars(), [0.9 + 0.35, 0.9 + 50]))
    _ = withLearningPhase(.training) { layer(x) }
    #expect(isNear(try layer.runningMean.value.readScalars(), [0.57, 7.6]))
  }

  @Test func inUseTheRunningMomentsCountAndStay() throws {
    let layer = BatchNorm<Double>(
      axis: 1, momentum: 0.9, offset: Tensor([1, 2]), scale: Tensor([3, 4]), epsilon: 0, runningMean: Tensor([1, 10]),
      runningVariance: Tensor([4, 16]))
    #expect(try layer(x).readScalars() == [1, 2, 2.5, 22, 4, 42, 8.5, 62])
    #expect(try layer.runningMean.value.readScalars() == [1, 10])
  }

  @Test func featuresMayLieAlongAnotherAxis() throws {
    let layer = BatchNorm<Double>(featureCount: 2, axis: 0)
    let output = withLearningPhase(.training) { layer(x.transposed()).transposed() }
    #expect(isNear(try output.readScalars(), expected))
  }

  @Test func theGradientEqualsDifferencesInTraining() throws {
    try withLearningPhase(.training) {
      try expectLayerGradient(BatchNorm<Double>(featureCount: 3), direction([4, 2, 3], 5))
    }
  }

  @Test func aTrainingStepMovesParametersAndRunningMoments() throws {
    func train(_ step: (inout BatchNorm<Double>, inout SGD<BatchNorm<Double>>, Tensor<Double>) -> Void) throws -> [[Double]] {
      var layer = BatchNorm<Double>(featureCount: 2, momentum: 0.9)
      var optimizer = SGD(for: layer, learningRate: 0.1)
      withLearningPhase(.training) { for _ in 0..<3 { step(&layer, &optimizer, x) } }
      let parts = [layer.offset, layer.scale, layer.runningMean.value, layer.runningVariance.value]
      return try parts.map { try $0.readScalars() }
    }
    func step(_ layer: inout BatchNorm<Double>, _ optimizer: inout SGD<BatchNorm<Double>>, _ x: Tensor<Double>) {
      let slope = gradient(at: layer) { weighted($0(x)) }
      optimizer.update(&layer, along: slope)
    }
    let lazy = try train(step)
    let compiledStep = compiled { (layer: inout BatchNorm<Double>, optimizer: inout SGD<BatchNorm<Double>>, x: Tensor<Double>) in
      step(&layer, &optimizer, x)
    }
    let compiled = try train { compiledStep(&$0, &$1, $2) }
    #expect(isNear(lazy[2], [3 * (1 - 0.729), 40 * (1 - 0.729)]))
    #expect(lazy[0] != [0, 0] && lazy[1] != [1, 1])
    for (a, b) in zip(lazy, compiled) { #expect(isNear(a, b), "\(a) \(b)") }
  }

  @Test func theRunningMomentsAreNoParameters() {
    let layer = BatchNorm<Double>(featureCount: 2)
    #expect(layer.trainableVariables.isEmpty)
    #expect(layer.variables.map(\.path) == ["runningMean", "runningVariance"])
  }
}
