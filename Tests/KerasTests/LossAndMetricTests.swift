import ApusTesting
import Testing

@testable import Keras

/// Losses and metrics by value and by name, as Keras computes them.
@Suite struct LossAndMetricTests {
  private static let predicted = Tensor<Float>([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
  private static let oneHot = AnyTensor(Tensor<Float>([[1, 0, 0], [0, 1, 0]]))
  private static let classes = AnyTensor(Tensor<Int32>([0, 1]))

  /// Losses under their names in `References/keras/keras.json`.
  private static let losses: [(name: String, loss: ModelLoss)] =
    [
      "mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_logarithmic_error", "log_cosh", "huber",
      "poisson", "hinge", "squared_hinge", "categorical_hinge", "kl_divergence", "binary_crossentropy", "categorical_crossentropy",
      "sparse_categorical_crossentropy",
    ].map { ($0, ModelLoss(stringLiteral: $0)) } + [
      ("sparse logits", .softmaxCrossEntropy), ("categorical logits", .categoricalCrossEntropy(fromLogits: true)),
      ("binary logits", .binaryCrossEntropy(fromLogits: true)),
    ]

  private static let reference = Result {
    struct File: Decodable { let losses: [String: Float] }
    return try readReference("keras/keras.json", as: File.self).losses
  }

  @Test func lossesAreKeras() throws {
    var reference = try Self.reference.get()
    for (name, loss) in Self.losses {
      #expect(loss.failure == nil)
      let removed = reference.removeValue(forKey: name)
      let expected = try #require(removed, "\(name)")
      let found = try loss.function(Self.predicted, name.hasPrefix("sparse") ? Self.classes : Self.oneHot).readScalars()
      #expect(found.count == 1 && abs(found[0] - expected) < 1e-5 * max(1, expected), "\(name): \(found) instead of \(expected)")
    }
    #expect(reference.isEmpty)
  }

  @Test func accuracyFollowsFromTheShapes() throws {
    func accuracy(_ predicted: Tensor<Float>, _ target: AnyTensor) throws -> Float {
      var measurer = ModelMetric.accuracy.makeMeasurer(0)
      try measurer.accumulate(loss: Tensor(0), predictions: [AnyTensor(predicted)], labels: [target], sampleCount: 2)
      return try measurer.measure().readScalars()[0]
    }
    #expect(try accuracy(Self.predicted, Self.oneHot) == 0.5)
    #expect(try accuracy(Self.predicted, Self.classes) == 0.5)
    #expect(try accuracy(Self.predicted, AnyTensor(Tensor<Int32>([[0], [2]]))) == 1)
    #expect(try accuracy(Tensor<Float>([[0.7], [0.4]]), AnyTensor(Tensor<Float>([1, 1]))) == 0.5)
  }

  @Test func aColumnOfTargetsIsARowOfThem() throws {
    let predicted = Tensor<Float>([[1], [2], [3]])
    let loss = ModelLoss.meanSquaredError.function
    #expect(try loss(predicted, AnyTensor(Tensor<Float>([1, 2, 6]))).readScalars() == [3])
    #expect(try loss(predicted.flattened(), AnyTensor(Tensor<Float>([[1], [2], [6]]))).readScalars() == [3])
    #expect(try loss(predicted, AnyTensor(Tensor<Int32>([1, 2, 6]))).readScalars() == [3])
    let misfit = try #require(loss(predicted, AnyTensor(Tensor<Float>([1, 2]))).diagnosis?.description)
    #expect(misfit.contains("targets of shape [2] do not fit predictions of shape [3, 1]"))
  }
}
