/// Trains a model: epochs of training and validation, metrics, callbacks, a progress line.
///
///     let dataset = MNIST(batchSize: 128)
///     var model = LeNet()
///     var trainingLoop = TrainingLoop(
///       training: dataset.training, validation: dataset.validation,
///       optimizer: SGD(for: model, learningRate: 0.1),
///       lossFunction: softmaxCrossEntropy, metrics: [.accuracy])
///     try trainingLoop.fit(&model, epochs: 12)
///
/// Each step is one program: forward, backward, update, metrics. Batches are made on another thread meanwhile. The host reads metrics at
/// the end of an epoch, at most ten times a second for a progress line on a terminal, and whenever a callback asks.
public struct TrainingLoop<Opt: Optimizer, Target: Sendable>: TrainingLoopProtocol where Opt.Model.Input: Sendable {
  public typealias Callback = TrainingLoopCallback<TrainingLoop>
  public typealias Training = Epochs<Model.Input, Target>
  public typealias Validation = Batches<Model.Input, Target>

  public let training: Training
  public let validation: Validation?
  public var optimizer: Opt
  public let lossFunction: LossFunction<Model.Output, Target>
  public let metrics: [TrainingMetrics]
  /// Called at every event, in this order.
  public var callbacks: [Callback]
  let progress: TrainingProgress

  public internal(set) var epochCount = 0
  public internal(set) var epochIndex = 0
  public internal(set) var batchCount = 0
  public internal(set) var batchIndex = 0
  public internal(set) var history = History()

  public var lastStepInput: Model.Input?
  public var lastStepTarget: Target?
  public var lastStepOutput: Model.Output?
  public var lastStepLoss: Tensor<Float>?
  public var lastStepGradient: Gradient<Model>?

  var accumulator: MetricsAccumulator

  /// - Parameters:
  ///   - validation: evaluated after each epoch.
  ///   - lossFunction: the mean loss of a batch.
  ///   - metrics: measured beside the loss.
  ///   - progress: what is printed.
  public init(
    training: Training, validation: Validation? = nil, optimizer: Opt, lossFunction: @escaping LossFunction<Model.Output, Target>,
    metrics: [TrainingMetrics] = [], callbacks: [Callback] = [], progress: TrainingProgress = .automatic
  ) {
    self.training = training
    self.validation = validation
    self.optimizer = optimizer
    self.lossFunction = lossFunction
    self.metrics = metrics
    self.callbacks = callbacks
    self.progress = progress
    accumulator = MetricsAccumulator(metrics)
  }

  public func statistics() throws -> TrainingStatistics { try accumulator.statistics() }
}
