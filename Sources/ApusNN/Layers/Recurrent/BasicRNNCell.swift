/// Elman's cell: h′ = tanh([x, h] · weight + bias). Keras's `SimpleRNNCell`, PyTorch's `RNNCell`.
///
/// Elman, "Finding structure in time", 1990.
public struct BasicRNNCell<Scalar: TensorFloatingPoint>: RecurrentLayerCell {
  /// `[inputSize + hiddenSize, hiddenSize]`: the rows of the input, then those of the state.
  public var weight: Tensor<Scalar>
  /// `[hiddenSize]`
  public var bias: Tensor<Scalar>

  public init(weight: Tensor<Scalar>, bias: Tensor<Scalar>) {
    self.weight = weight
    self.bias = bias
  }

  public init(
    inputSize: Int, hiddenSize: Int, weightInitializer: ParameterInitializer<Scalar> = glorotUniform(),
    biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(weight: weightInitializer([inputSize + hiddenSize, hiddenSize]), bias: biasInitializer([hiddenSize]))
  }

  public func zeroState(for input: Tensor<Scalar>) -> Tensor<Scalar> { .zeroState(input, bias) }

  @inline(never)
  public func callAsFunction(_ input: RNNCellInput<Scalar, Tensor<Scalar>>) -> RNNCellOutput<Scalar, Tensor<Scalar>> {
    step(projected(input.input), input.state)
  }

  public func projected(_ inputs: Tensor<Scalar>) -> Tensor<Scalar> {
    weight.resolve(for: inputs)
    return matmul(inputs, weight.rows(ofInputFor: bias)) + bias
  }

  public func step(_ projected: Tensor<Scalar>, _ state: Tensor<Scalar>) -> RNNCellOutput<Scalar, Tensor<Scalar>> {
    let next = tanh(projected + matmul(state, weight.rows(ofStateFor: bias)))
    return RNNCellOutput(output: next, state: next)
  }
}

/// Keras's name of `BasicRNNCell`.
public typealias SimpleRNNCell = BasicRNNCell

extension BasicRNNCell where Scalar == Float {
  public init(
    inputSize: Int, hiddenSize: Int, weightInitializer: ParameterInitializer<Float> = glorotUniform(),
    biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(weight: weightInitializer([inputSize + hiddenSize, hiddenSize]), bias: biasInitializer([hiddenSize]))
  }
}

extension Tensor where Scalar: TensorFloatingPoint {
  /// Zeros `[batch, hiddenSize]` for an input `[batch, inputSize]` and a bias `[gates · hiddenSize]`.
  static func zeroState(_ input: Tensor, _ bias: Tensor, gates: Int = 1) -> Tensor {
    if let poisoned = [input, bias].first(where: { $0.diagnosis != nil }) { return poisoned }
    return Tensor(zeros: [input.rank == 0 ? 1 : input.shape[0], bias.scalarCount / gates])
  }

  /// Of a weight whose rows are those of the input and then those of the state, the former.
  func rows(ofInputFor bias: Tensor, gates: Int = 1) -> Tensor { rows(bias, gates) { inputSize, _ in 0..<inputSize } }

  /// Of a weight whose rows are those of the input and then those of the state, the latter.
  func rows(ofStateFor bias: Tensor, gates: Int = 1) -> Tensor { rows(bias, gates) { $0..<$1 } }

  private func rows(_ bias: Tensor, _ gates: Int, _ range: (_ inputSize: Int, _ rowCount: Int) -> Range<Int>) -> Tensor {
    if let poisoned = [self, bias].first(where: { $0.diagnosis != nil }) { return poisoned }
    let hiddenSize = bias.scalarCount / gates
    guard rank == 2, shape[0] >= hiddenSize else {
      let expected = "[inputSize + hiddenSize, \(gates == 1 ? "" : "\(gates) · ")hiddenSize] for a hiddenSize of \(hiddenSize)"
      return Tensor(Node.poisoned(.rank(operation: "the weight of a recurrent cell", shape: shape, expected: expected), of: node))
    }
    return Tensor(node.sliced(range(shape[0] - hiddenSize, shape[0]), alongAxis: 0))
  }
}
