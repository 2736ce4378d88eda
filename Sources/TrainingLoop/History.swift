/// What came out of a run: loss and metrics of each step and of each epoch.
///
///     let history = try trainingLoop.fit(&model, epochs: 12)
///     print(history["loss"], history["validationAccuracy"])
///     print(history.steps.map(\.loss))
public struct History: Sendable {
  /// What came out of one training batch.
  public struct Step: Sendable {
    /// The number of the epoch and that of the batch in it, from 0.
    public let epoch: Int
    public let batch: Int
    /// The number of training batches before, over all epochs.
    public let index: Int
    /// The mean loss of the batch alone.
    public let loss: Float
    /// That of the step, with what a schedule of the optimizer makes of it.
    public let learningRate: Float
    /// Loss and metrics of the epoch so far, this batch included.
    public let statistics: TrainingStatistics
  }

  public struct Epoch: Sendable {
    /// The number of the epoch, from 0.
    public let index: Int
    /// The number of training batches.
    public let batchCount: Int
    /// That of the last step.
    public let learningRate: Float
    public let training: TrainingStatistics
    /// `nil` without validation data, and if the epoch was left early.
    public internal(set) var validation: TrainingStatistics?
    /// How long the training took, without the validation.
    public let seconds: Double
    public let samplesPerSecond: Double
  }

  /// The batches that were measured: not those that a callback cancelled. During a run those that the host has read.
  public package(set) var steps: [Step] = []
  public package(set) var epochs: [Epoch] = []

  public init() {}

  /// One value an epoch: `loss`, `accuracy` and other metrics, and the same of the validation as `validationLoss`, `validationAccuracy`.
  /// Epochs that do not have the value are left out.
  public subscript(name: String) -> [Float] { epochs.compactMap { $0[name] } }
}

extension History.Epoch {
  /// A value of the training, `loss`, or of the validation, `validationLoss`.
  public subscript(name: String) -> Float? {
    training[name] ?? validation?.values.first { Self.validationName($0.name) == name }?.value
  }

  /// What a metric of the validation is called beside those of the training.
  static func validationName(_ name: String) -> String {
    "validation" + name.prefix(1).uppercased() + name.dropFirst()
  }
}
