/// The cell of a gated recurrent unit.
///
///     z = σ(x · updateWeight1 + h · updateWeight2 + updateBias)
///     r = σ(x · resetWeight1 + h · resetWeight2 + resetBias)
///     n = tanh(x · outputWeight1 + (r · h) · outputWeight2 + outputBias)
///     h′ = (1 − z) · n + z · h
///
/// With an `outputStateBias` the reset gate is applied after the product, as PyTorch and Keras (`reset_after`) do:
///
///     n = tanh(x · outputWeight1 + outputBias + r · (h · outputWeight2 + outputStateBias))
///
/// Names and the first form of n are Swift for TensorFlow's; its h′, in which the update gate does not keep h, is not.
///
/// Cho et al., "Learning phrase representations using RNN encoder–decoder for statistical machine translation", 2014, section 2.3.
public struct GRUCell<Scalar: TensorFloatingPoint>: RecurrentLayerCell {
  /// Weights of the input: `[inputSize, hiddenSize]`.
  public var updateWeight1, resetWeight1, outputWeight1: Tensor<Scalar>
  /// Weights of the state: `[hiddenSize, hiddenSize]`.
  public var updateWeight2, resetWeight2, outputWeight2: Tensor<Scalar>
  /// `[hiddenSize]`
  public var updateBias, resetBias, outputBias: Tensor<Scalar>
  /// `[hiddenSize]`, or `nil` for a reset gate that is applied before the product.
  public var outputStateBias: Tensor<Scalar>?

  /// - Parameter resetAfter: whether the reset gate is applied after the product with the state.
  public init(
    inputSize: Int, hiddenSize: Int, resetAfter: Bool = false, weightInitializer: ParameterInitializer<Scalar> = glorotUniform(),
    biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(hiddenSize, resetAfter, weightInitializer, biasInitializer) { weightInitializer([inputSize, hiddenSize]) }
  }

  /// - Parameter inputWeight: makes a weight of the input.
  init(
    _ hiddenSize: Int, _ resetAfter: Bool, _ weightInitializer: ParameterInitializer<Scalar>,
    _ biasInitializer: ParameterInitializer<Scalar>,
    inputWeight: () -> Tensor<Scalar>
  ) {
    let state: TensorShape = [hiddenSize, hiddenSize], bias: TensorShape = [hiddenSize]
    (updateWeight1, resetWeight1, outputWeight1) = (inputWeight(), inputWeight(), inputWeight())
    (updateWeight2, resetWeight2, outputWeight2) = (weightInitializer(state), weightInitializer(state), weightInitializer(state))
    (updateBias, resetBias, outputBias) = (biasInitializer(bias), biasInitializer(bias), biasInitializer(bias))
    outputStateBias = resetAfter ? biasInitializer(bias) : nil
  }

  public func zeroState(for input: Tensor<Scalar>) -> Tensor<Scalar> { .zeroState(input, updateBias) }

  @inline(never)
  public func callAsFunction(_ input: RNNCellInput<Scalar, Tensor<Scalar>>) -> RNNCellOutput<Scalar, Tensor<Scalar>> {
    step(projected(input.input), input.state)
  }

  /// The three products with the input beside each other: update, reset, output.
  public func projected(_ inputs: Tensor<Scalar>) -> Tensor<Scalar> {
    for weight in [updateWeight1, resetWeight1, outputWeight1] { weight.resolve(for: inputs) }
    let weight = Tensor(concatenating: [updateWeight1, resetWeight1, outputWeight1], alongAxis: -1)
    return matmul(inputs, weight) + Tensor(concatenating: [updateBias, resetBias, outputBias], alongAxis: -1)
  }

  public func step(_ projected: Tensor<Scalar>, _ state: Tensor<Scalar>) -> RNNCellOutput<Scalar, Tensor<Scalar>> {
    let parts = projected.split(count: 3, alongAxis: -1)
    guard parts.count == 3 else { return RNNCellOutput(output: projected, state: projected) }  // a mistake
    let gateWeight = Tensor(concatenating: [updateWeight2, resetWeight2], alongAxis: -1)
    let fromState = matmul(state, gateWeight).split(count: 2, alongAxis: -1)
    guard fromState.count == 2 else { return RNNCellOutput(output: state, state: state) }  // a mistake
    let update = sigmoid(parts[0] + fromState[0]), reset = sigmoid(parts[1] + fromState[1])
    let remembered = outputStateBias.map { reset * (matmul(state, outputWeight2) + $0) } ?? matmul(reset * state, outputWeight2)
    let candidate = tanh(parts[2] + remembered)
    let next = candidate + update * (state - candidate)
    return RNNCellOutput(output: next, state: next)
  }
}

extension GRUCell where Scalar == Float {
  public init(
    inputSize: Int, hiddenSize: Int, resetAfter: Bool = false, weightInitializer: @escaping ParameterInitializer<Float> = glorotUniform()
  ) {
    self.init(
      inputSize: inputSize, hiddenSize: hiddenSize, resetAfter: resetAfter, weightInitializer: weightInitializer, biasInitializer: zeros())
  }
}
