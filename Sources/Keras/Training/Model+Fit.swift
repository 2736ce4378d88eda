extension Model {
  /// The training loop of a model, which callbacks see.
  public typealias Loop = TrainingLoop<NetworkOptimizer, [AnyTensor]>
  public typealias Callback = TrainingLoopCallback<Loop>
  /// Epochs of batches as a network takes them.
  public typealias Batches = Epochs<[AnyTensor], [AnyTensor]>

  /// Trains the model on samples.
  ///
  ///     let history = try model.fit(x, y, epochs: 100, batchSize: 32, validationSplit: 0.2)
  ///     print(history["loss"], history["validationLoss"])
  ///
  /// - Parameters:
  ///   - x: the inputs: a tensor, an array of numbers, or a list of tensors, one for each input of the model.
  ///   - y: the targets, likewise for the outputs.
  ///   - validationData: evaluated after each epoch.
  ///   - validationSplit: the share of the samples, the last ones, that is not trained on but evaluated after each epoch, unless there is
  ///     `validationData`.
  ///   - callbacks: functions of the training loop, such as `earlyStopping(on: .validationLoss, patience: 3)`.
  ///   - shuffle: whether each epoch has the samples in another order, which follows from the seed of `Context.local`.
  ///   - checkpoints: where and when the run is saved, and whether it goes on from what is there.
  /// - Returns: loss and metrics of each step and each epoch.
  /// - Throws: `KerasError`, the diagnosis of a mistake in the model or the data, or as `TrainingLoop.fit`.
  @discardableResult
  public func fit<X: ModelData, Y: ModelData>(
    _ x: X, _ y: Y, epochs: Int = 1, batchSize: Int = 32, validationData: (x: any ModelData, y: any ModelData)? = nil,
    validationSplit: Double = 0, callbacks: [Callback] = [], observers: [any TrainingObserver] = [], verbose: Verbosity = .progressBar,
    shuffle: Bool = true, checkpoints: RunCheckpoints? = nil
  ) throws -> History {
    let samples = try ModelSamples(x.modelTensors, y.modelTensors)
    let seed = shuffle ? Context.local.nextShufflingSeed() : nil
    let (training, rest) = try samples.split(validationData == nil ? validationSplit : 0)
    let validation = try validationData.map { try ModelSamples($0.x.modelTensors, $0.y.modelTensors) } ?? rest
    return try fit(
      batches: training.epochs(batchSize, seed: seed), epochs, validation?.epochs(batchSize, seed: nil).batches(ofEpoch: 0), callbacks,
      observers, verbose, checkpoints)
  }

  /// Trains the model on epochs of batches, such as those of a data set.
  @discardableResult
  public func fit<X: ModelData, Y: ModelData>(
    _ training: Epochs<X, Y>, epochs: Int = 1, validation: ApusData.Batches<X, Y>? = nil, callbacks: [Callback] = [],
    observers: [any TrainingObserver] = [], verbose: Verbosity = .progressBar, checkpoints: RunCheckpoints? = nil
  ) throws -> History {
    try fit(
      batches: training.asModelData, epochs, validation.map { Epochs($0.dataset).asModelData.batches(ofEpoch: $0.epoch) }, callbacks,
      observers, verbose, checkpoints)
  }

  /// Trains the model on a dataset of batches; each epoch is one of the dataset's.
  ///
  ///     try model.fit(Dataset(inputs: x, targets: y).shuffled(seed: 7).batched(32), epochs: 10)
  @discardableResult
  public func fit<X: ModelData, Y: ModelData>(
    _ training: Dataset<LabeledData<X, Y>>, epochs: Int = 1, validation: Dataset<LabeledData<X, Y>>? = nil, callbacks: [Callback] = [],
    observers: [any TrainingObserver] = [], verbose: Verbosity = .progressBar, checkpoints: RunCheckpoints? = nil
  ) throws -> History {
    try fit(
      batches: Epochs(training).asModelData, epochs, validation.map { Epochs($0).asModelData.batches(ofEpoch: 0) }, callbacks, observers,
      verbose, checkpoints)
  }

  /// Trains the model on a sequence of batches, which is gone through once and kept in memory.
  @discardableResult
  public func fit<S: Sequence, X: ModelData, Y: ModelData>(
    _ training: S, epochs: Int = 1, callbacks: [Callback] = [], observers: [any TrainingObserver] = [],
    verbose: Verbosity = .progressBar, checkpoints: RunCheckpoints? = nil
  ) throws -> History where S.Element == LabeledData<X, Y> {
    try fit(batches: Batches(collecting: training), epochs, nil, callbacks, observers, verbose, checkpoints)
  }

  private func fit(
    batches: Batches, _ epochs: Int, _ validation: Loop.Validation?, _ callbacks: [Callback], _ observers: [any TrainingObserver],
    _ verbose: Verbosity, _ checkpoints: RunCheckpoints?
  ) throws -> History {
    try run(batches, validation, callbacks, (verbose.observer(.fit).map { [$0] } ?? []) + observers) { loop, network in
      guard let checkpoints else { return try loop.fit(&network, epochs: epochs) }
      return try loop.fit(
        &network, epochs: epochs, checkpoint: checkpoints.schedule, in: checkpoints.directory, resume: checkpoints.resume)
    }
  }

  /// Runs `body` with a loop and with the network, of which nobody else has a copy meanwhile, so that each step can reuse its memory.
  func run<R>(
    _ training: Batches, _ validation: Loop.Validation? = nil, _ callbacks: [Callback] = [], _ observers: [any TrainingObserver] = [],
    _ body: (inout Loop, inout Network) throws -> R
  ) throws -> R {
    let compilation = try checkedCompilation()
    if let error = training.error { throw error }
    if inputTypes == nil || network.unresolvedParameters != nil { try build(inputs: training.batches(ofEpoch: 0).batch(at: 0).data) }
    let optimizer = try self.optimizer ?? NetworkOptimizer(compilation.optimizer.make(network))
    self.optimizer = nil
    var loop = Loop(
      training: training, validation: validation, optimizer: optimizer, lossFunction: compilation.lossFunction,
      metrics: compilation.trainingMetrics(of: network), callbacks: callbacks, observers: observers, progress: .silent)
    (loop.compilesSteps, loop.compiledStep) = (!compilation.runsEagerly, step)
    isTraining = true
    var trained = Network(inputCount: 0)
    swap(&trained, &network)
    defer {
      swap(&trained, &network)
      (self.optimizer, step) = (loop.optimizer, loop.compiledStep)
      isTraining = false
    }
    return try body(&loop, &trained)
  }
}

/// Where and when a run of `fit` saves checkpoints, from which a run that was stopped or killed goes on with the same bits.
///
///     try model.fit(x, y, epochs: 10, checkpoints: RunCheckpoints(.every(steps: 500), in: "run/model", resume: true))
///
/// `TrainingLoop.fit(_:epochs:on:checkpoint:in:keep:resume:)` says more.
public struct RunCheckpoints: Sendable {
  let schedule: CheckpointSchedule
  let directory: String
  let resume: Bool

  public init(_ schedule: CheckpointSchedule = .everyEpoch, in directory: String, resume: Bool = false) {
    (self.schedule, self.directory, self.resume) = (schedule, directory, resume)
  }
}
