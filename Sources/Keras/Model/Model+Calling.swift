extension Model {
  /// The predictions for a batch, in the learning phase of the moment: outside of training that of inference.
  ///
  /// - Returns: the first output.
  public func callAsFunction<S: TensorScalar>(_ input: Tensor<S>) -> Tensor<Float> {
    let output = self([AnyTensor(input)])[0]
    return output.typed(Float.self) ?? Tensor(NetworkLayer.mistake(name, takes: [.float32], not: [output]).node)
  }

  /// The outputs for a list of inputs.
  public func callAsFunction(_ inputs: [AnyTensor]) -> [AnyTensor] {
    do { try checkUse() } catch { return [AnyTensor(.failed(error))] }
    if inputTypes == nil { inputTypes = inputs.map(\.node.type) }
    return network(inputs)
  }

  /// - Throws: why the model cannot be used.
  func checkUse() throws {
    if let failure { throw failure }
    if isTraining { throw KerasError.isTraining }
    if network.calls.isEmpty { throw KerasError.nothing("layers") }
  }

  /// Gives the layers their parameters, by a look at inputs of this shape; `fit` does so by itself.
  ///
  /// - Parameter inputShape: with the batch in front, of any size.
  /// - Throws: the diagnosis of a layer that cannot take what it gets.
  public func build(inputShape: TensorShape) throws {
    try build(inputs: [AnyTensor(Node.constant(0, TensorType(.float32, inputShape)))])
  }

  /// Likewise by inputs themselves, of which only types count.
  func build(inputs: [AnyTensor]) throws {
    try checkUse()
    inputTypes = inputTypes ?? inputs.map(\.node.type)
    if network.unresolvedParameters == nil { return }
    let zeros = inputs.map { AnyTensor(Node.constant(0, $0.node.type)) }
    let outputs = withContext(Context.local.with(recorders: [])) { withLearningPhase(.inference) { network(zeros) } }
    for output in inputs + outputs { if let diagnosis = output.diagnosis { throw diagnosis } }
    try network.checkParameters()
  }
}
