extension Model {
  /// Loss and metrics of the model on samples; nothing is trained.
  ///
  ///     let statistics = try model.evaluate(x, y)
  ///     print(statistics.loss, statistics["accuracy"] ?? .nan)
  ///
  /// - Throws: as `fit`.
  @discardableResult
  public func evaluate<X: ModelData, Y: ModelData>(
    _ x: X, _ y: Y, batchSize: Int = 32, verbose: Verbosity = .silent
  ) throws -> TrainingStatistics {
    try evaluate(ModelSamples(x.modelTensors, y.modelTensors).epochs(batchSize, seed: nil), verbose)
  }

  /// Likewise on batches.
  @discardableResult
  public func evaluate<S: Sequence, X: ModelData, Y: ModelData>(
    _ batches: S, verbose: Verbosity = .silent
  ) throws -> TrainingStatistics where S.Element == LabeledData<X, Y> { try evaluate(Batches(collecting: batches), verbose) }

  /// Loss and metrics of one batch; nothing is trained.
  public func testOnBatch<X: ModelData, Y: ModelData>(_ x: X, _ y: Y) throws -> TrainingStatistics {
    try evaluate(ModelSamples(x.modelTensors, y.modelTensors).wholeEpochs(), .silent)
  }

  /// One step of training on one batch.
  ///
  /// - Returns: loss and metrics of the batch, before the step.
  @discardableResult
  public func trainOnBatch<X: ModelData, Y: ModelData>(_ x: X, _ y: Y) throws -> TrainingStatistics {
    let history = try run(ModelSamples(x.modelTensors, y.modelTensors).wholeEpochs()) { loop, network in
      try loop.fit(&network, epochs: 1)
    }
    return history.epochs.last?.training ?? TrainingStatistics(values: [])
  }

  private func evaluate(_ data: Batches, _ verbose: Verbosity) throws -> TrainingStatistics {
    let (lines, batches) = (verbose.observer(.evaluate), data.batches(ofEpoch: 0))
    let statistics = try run(data, nil, [], lines.map { [$0] } ?? []) { loop, network in try loop.evaluate(&network, on: batches) }
    lines?.finish(batches.count, statistics.values)
    return statistics
  }
}
