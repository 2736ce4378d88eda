extension Model {
  /// The predictions for samples, batch by batch, in host memory.
  ///
  ///     let logits = try model.predict(images)   // [10000, 10]
  ///
  /// - Returns: the first output.
  /// - Throws: `KerasError`, or the diagnosis of a mistake in the model or the data.
  public func predict<X: ModelData>(_ x: X, batchSize: Int = 32) throws -> Tensor<Float> {
    guard let output = try predictAll(x, batchSize: batchSize).first?.typed(Float.self) else {
      throw KerasError.nothing("output of type Float")
    }
    return output
  }

  /// All outputs of a model that has several.
  public func predictAll<X: ModelData>(_ x: X, batchSize: Int = 32) throws -> [AnyTensor] {
    let inputs = x.modelTensors
    let epochs = try ModelSamples(inputs, []).epochs(batchSize, seed: nil)
    if let error = epochs.error { throw error }
    let batches = epochs.batches(ofEpoch: 0)
    if batches.count == 0 { throw KerasError.nothing("samples to predict for") }
    try build(inputs: batches.batch(at: 0).data)
    let parts = try (0..<batches.count).map { index in
      let batch = try batches.batch(at: index)
      let outputs = withLearningPhase(.inference) { network(batch.data) }
      try Context.local.engine.materialize(outputs.map(\.node))
      return outputs
    }
    return try network.outputs.indices.map { output in
      let joined = parts.count == 1 ? parts[0][output].node : Node.concatenated(parts.map { $0[output].node }, alongAxis: 0)
      try Context.local.engine.materialize([joined])
      return AnyTensor(joined)
    }
  }
}
