extension Model {
  /// How the model is trained and measured.
  struct Compilation {
    let optimizer: ModelOptimizer
    let losses: [ModelLoss]
    let lossWeights: [Float]
    let metrics: [ModelMetric]
    let runsEagerly: Bool
  }

  /// Says how the model is trained: by name, as in Keras, or by value.
  ///
  ///     model.compile(optimizer: "adam", loss: "sparse_categorical_crossentropy", metrics: ["accuracy"])
  ///     model.compile(optimizer: .adam(), loss: .softmaxCrossEntropy, metrics: [.accuracy])
  ///
  /// The optimizer starts anew.
  ///
  /// - Parameters:
  ///   - loss: of every output.
  ///   - lossWeights: how much the loss of each output counts in their sum; 1 unless given.
  ///   - metrics: measured of every output.
  ///   - runEagerly: whether the Swift code of the layers runs at each step, for looking into it, rather than once for each shape of batch.
  public func compile(
    optimizer: ModelOptimizer, loss: ModelLoss, lossWeights: [Float] = [], metrics: [ModelMetric] = [], runEagerly: Bool = false
  ) {
    compile(optimizer: optimizer, losses: [loss], lossWeights: lossWeights, metrics: metrics, runEagerly: runEagerly)
  }

  /// Likewise with a loss for each output.
  public func compile(
    optimizer: ModelOptimizer, losses: [ModelLoss], lossWeights: [Float] = [], metrics: [ModelMetric] = [], runEagerly: Bool = false
  ) {
    compilation = Compilation(
      optimizer: optimizer, losses: losses, lossWeights: lossWeights, metrics: metrics, runsEagerly: runEagerly)
    (self.optimizer, step) = (nil, nil)
  }

  /// - Throws: why the model cannot be trained or measured.
  func checkedCompilation() throws -> Compilation {
    try checkUse()
    guard let compilation else { throw KerasError.notCompiled }
    let outputCount = network.outputs.count
    for (what, count) in [("losses", compilation.losses.count), ("loss weights", max(compilation.lossWeights.count, 1))]
    where count != 1 && count != outputCount {
      throw KerasError.count(of: what, given: count, outputs: outputCount)
    }
    if let failure = compilation.losses.lazy.compactMap(\.failure).first ?? compilation.metrics.lazy.compactMap(\.failure).first {
      throw failure
    }
    return compilation
  }
}

extension Model.Compilation {
  /// The weighted sum of the losses of all outputs.
  var lossFunction: LossFunction<[AnyTensor], [AnyTensor]> {
    { [losses, lossWeights] outputs, targets in
      if outputs.count != targets.count {
        return Tensor(AnyTensor.wrongCount(targets.count, of: "targets", expected: outputs.count).node)
      }
      var sum: Tensor<Float>?
      for (index, (output, target)) in zip(outputs, targets).enumerated() {
        let predictions = output.typed(Float.self) ?? Tensor(NetworkLayer.mistake("loss", takes: [.float32], not: [output]).node)
        var loss = (losses.count == 1 ? losses[0] : losses[index]).function(predictions, target)
        if !lossWeights.isEmpty { loss = loss * (lossWeights.count == 1 ? lossWeights[0] : lossWeights[index]) }
        sum = sum.map { $0 + loss } ?? loss
      }
      return sum ?? Tensor(0)
    }
  }

  /// The metrics of all outputs, whose names begin with the output's layer where there are several.
  func trainingMetrics(of network: Network) -> [TrainingMetrics] {
    let names = network.outputNames
    return names.indices.flatMap { output in
      metrics.map { metric in
        TrainingMetrics(names.count == 1 ? metric.name : "\(names[output])_\(metric.name)") { metric.makeMeasurer(output) }
      }
    }
  }
}
