extension TrainingLoop {
  /// Loss and metrics of a model over data, in the learning phase of inference. Nothing is trained.
  ///
  ///     let statistics = try trainingLoop.evaluate(&model, on: dataset.validation)
  ///     print(statistics.loss, statistics["accuracy"] ?? .nan)
  ///
  /// Callbacks and observers are told of the batches, as in the validation of an epoch, and of no other event.
  ///
  /// - Throws: as `fit`.
  public mutating func evaluate(
    _ model: inout Model, on batches: Validation, device: Device = .default
  ) throws -> TrainingStatistics {
    try model.checkParameters()
    let context = Context.local.with()
    (context.device, context.learningPhase) = (device.id, .inference)
    defer {
      dropLastStep()
      run = RunState()
    }
    return try withContext(context) { try reference.reaching(&model) { try evaluate(batches) } }
  }

  private mutating func evaluate(_ batches: Validation) throws -> TrainingStatistics {
    run = RunState()
    run.observers = ObserverList([progress.observer].compactMap(\.self) + observers)
    begin(.validation, batches)
    try leaving(.cancelValidation) { loop in
      try loop.compilingSteps { loop in
        try loop.forEachBatch(of: batches, from: 0) { loop, count in try loop.validationStep(sampleCount: count) }
      }
    }
    return try finalStatistics()
  }
}
