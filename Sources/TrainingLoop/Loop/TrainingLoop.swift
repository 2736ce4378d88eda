/// Trains a model: epochs of training and validation, metrics, callbacks, observers, a progress line.
///
///     let dataset = MNIST(batchSize: 128)
///     var model = LeNet()
///     var trainingLoop = TrainingLoop(
///       training: dataset.training, validation: dataset.validation,
///       optimizer: SGD(for: model, learningRate: 0.1),
///       lossFunction: softmaxCrossEntropy, metrics: [.accuracy])
///     try trainingLoop.fit(&model, epochs: 12)
///
/// Each step is one program: forward, backward, update, metrics. Batches are made on another thread meanwhile. The host reads statistics
/// at the end of a phase, at most ten times a second for callbacks, observers and a progress line on a terminal, and whenever a
/// callback asks for a number.
public struct TrainingLoop<Opt: Optimizer, Target: Sendable>: TrainingLoopProtocol where Opt.Model.Input: Sendable {
  public typealias Model = Opt.Model
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
  /// Told of every event after the callbacks, in this order.
  public var observers: [any TrainingObserver]
  /// How much time lies between two reads of statistics during a phase, at least.
  public var statisticsInterval = Duration.milliseconds(100)
  /// How many batches are made ahead, on a thread of their own, while the device works: with 0 none are, and with more than 2 there is more
  /// room for batches that take longer than others. The run's numbers do not depend on it.
  public var prefetchDepth = 2
  /// The most bytes that a step may take; if `nil`, `APUS_MEMORY_LIMIT` says it, else what the machine has left. A step that takes more is
  /// not run: `fit` throws `TrainingLoopError.notEnoughMemory` and leaves everything as it is.
  public var memoryLimit: Int?
  /// How many steps of the history are in a file beside the checkpoints; at least 1. That of tests is small.
  package var stepsPerFile = 10_000
  let progress: TrainingProgress
  /// Whether a step without callbacks is recorded once for each shape of batch, rather than run as Swift code each time. Then the model
  /// cannot look at values.
  package var compilesSteps = false
  /// That step, once there was one; another run of the same model may go on with it.
  package var compiledStep: CompiledStep<Opt, Target>?

  public internal(set) var epochCount = 0
  public internal(set) var epochIndex = 0
  public internal(set) var batchCount = 0
  public internal(set) var batchIndex = 0
  public internal(set) var stepIndex = 0
  public internal(set) var stepCount = 0
  public internal(set) var history = History()
  /// What the largest training step so far takes of the memory; `nil` before the first.
  public internal(set) var memoryPlan: MemoryPlan?

  public var state = TrainingState()
  public internal(set) var isVerifying = false
  var ingredients = RunIngredients()

  public var model: Model {
    get { reference.model }
    _modify { yield &reference.model }
  }
  public var validationModel: Model?

  public var lastStepInput: Model.Input?
  public var lastStepTarget: Target?
  public var lastStepMixture: TargetMixture<Target>?
  public var lastStepOutput: Model.Output?
  public var lastStepLoss: Tensor<Float>?
  public var lastStepGradient: Gradient<Model>?
  public var updateCondition: Tensor<Bool>?

  let reference = ModelReference<Model>()
  var accumulator: MetricsAccumulator
  var run = RunState()

  /// - Parameters:
  ///   - validation: evaluated after each epoch.
  ///   - lossFunction: the mean loss of a batch.
  ///   - metrics: measured beside the loss.
  ///   - observers: told of the run's statistics.
  ///   - progress: what is printed.
  public init(
    training: Training, validation: Validation? = nil, optimizer: Opt, lossFunction: @escaping LossFunction<Model.Output, Target>,
    metrics: [TrainingMetrics] = [], callbacks: [Callback] = [], observers: [any TrainingObserver] = [],
    progress: TrainingProgress = .automatic
  ) {
    self.training = training
    self.validation = validation
    self.optimizer = optimizer
    self.lossFunction = lossFunction
    self.metrics = metrics
    self.callbacks = callbacks
    self.observers = observers
    self.progress = progress
    accumulator = MetricsAccumulator(metrics)
  }

  public var metricNames: [String] { accumulator.names }

  public var fingerprint: RunFingerprint { RunFingerprint(ingredients, orderSeed: training.seed) }

  public var elapsed: Duration { ContinuousClock.now - run.start }

  public func trainingBatch(at index: Int, ofEpoch epoch: Int) throws -> (input: Model.Input, target: Target) {
    let batch = try training.batches(ofEpoch: epoch).batch(at: index)
    return (batch.data, batch.label)
  }

  public func statistics() throws -> TrainingStatistics { try deferredStatistics().read() }

  public func deferredStatistics() -> DeferredStatistics { accumulator.deferred }
}
