extension RecurrentLayer {
  /// The outputs for inputs of one time each, `[batch, inputSize]`: Swift for TensorFlow's form.
  @inline(never)
  public func callAsFunction(_ inputs: [Tensor<Scalar>], initialState: Cell.State? = nil) -> [Tensor<Scalar>] {
    if inputs.isEmpty { return [] }
    let outputs = run(Tensor(stacking: inputs, alongAxis: 1), initialState: initialState).outputs
    if outputs.diagnosis != nil { return inputs.map { _ in outputs } }
    return outputs.unstacked(alongAxis: 1)
  }
}
