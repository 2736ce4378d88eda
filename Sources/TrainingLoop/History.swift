/// What came out of each epoch of a run.
///
///     let history = try trainingLoop.fit(&model, epochs: 12)
///     print(history["loss"], history["validationAccuracy"])
public struct History: Sendable {
  public struct Epoch: Sendable {
    /// The number of the epoch, from 0.
    public let index: Int
    /// The number of training batches.
    public let batchCount: Int
    public let learningRate: Float
    public let training: TrainingStatistics
    /// `nil` without validation data, and if the epoch was left early.
    public internal(set) var validation: TrainingStatistics?
    /// How long the training took, without the validation.
    public let seconds: Double
    public let samplesPerSecond: Double
  }

  public internal(set) var epochs: [Epoch] = []

  /// One value an epoch: `loss`, `accuracy` and other metrics, and the same of the validation as `validationLoss`, `validationAccuracy`.
  /// Epochs that do not have the value are left out.
  public subscript(name: String) -> [Float] {
    epochs.compactMap { epoch in
      if let value = epoch.training[name] { return value }
      return epoch.validation?.values.first { Self.validationName($0.name) == name }?.value
    }
  }

  private static func validationName(_ name: String) -> String {
    "validation" + name.prefix(1).uppercased() + name.dropFirst()
  }
}
