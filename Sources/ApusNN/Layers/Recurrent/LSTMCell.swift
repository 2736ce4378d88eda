/// The cell of a long short-term memory.
///
/// With (i, g, f, o) the four quarters of [x, h] · fusedWeight + fusedBias:
///
///     c′ = σ(f) · c + σ(i) · tanh(g)
///     h′ = σ(o) · tanh(c′)
///
/// The gates stand in Swift for TensorFlow's order: input, update, forget, output. PyTorch and Keras have input, forget, update, output,
/// and PyTorch two biases, whose sum is this one. The output of a step is h′ (Swift for TensorFlow's is the whole state).
///
/// Hochreiter and Schmidhuber, "Long short-term memory", 1997; the forget gate is that of Gers, Schmidhuber and Cummins, "Learning to
/// forget", 2000.
public struct LSTMCell<Scalar: TensorFloatingPoint>: RecurrentLayerCell {
  public struct State {
    /// `[batch, hiddenSize]`
    public var cell: Tensor<Scalar>
    /// `[batch, hiddenSize]`
    public var hidden: Tensor<Scalar>

    public init(cell: Tensor<Scalar>, hidden: Tensor<Scalar>) {
      self.cell = cell
      self.hidden = hidden
    }
  }

  /// `[inputSize + hiddenSize, 4 · hiddenSize]`: the rows of the input, then those of the state.
  public var fusedWeight: Tensor<Scalar>
  /// `[4 · hiddenSize]`
  public var fusedBias: Tensor<Scalar>

  public init(fusedWeight: Tensor<Scalar>, fusedBias: Tensor<Scalar>) {
    self.fusedWeight = fusedWeight
    self.fusedBias = fusedBias
  }

  public init(
    inputSize: Int, hiddenSize: Int, weightInitializer: ParameterInitializer<Scalar> = glorotUniform(),
    biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(fusedWeight: weightInitializer([inputSize + hiddenSize, 4 * hiddenSize]), fusedBias: biasInitializer([4 * hiddenSize]))
  }

  public func zeroState(for input: Tensor<Scalar>) -> State {
    let zeros = Tensor.zeroState(input, fusedBias, gates: 4)
    return State(cell: zeros, hidden: zeros)
  }

  @inline(never)
  public func callAsFunction(_ input: RNNCellInput<Scalar, State>) -> RNNCellOutput<Scalar, State> {
    step(projected(input.input), input.state)
  }

  public func projected(_ inputs: Tensor<Scalar>) -> Tensor<Scalar> {
    fusedWeight.resolve(for: inputs)
    return matmul(inputs, fusedWeight.rows(ofInputFor: fusedBias, gates: 4)) + fusedBias
  }

  public func step(_ projected: Tensor<Scalar>, _ state: State) -> RNNCellOutput<Scalar, State> {
    let fused = projected + matmul(state.hidden, fusedWeight.rows(ofStateFor: fusedBias, gates: 4))
    let gates = fused.split(count: 4, alongAxis: -1)
    guard gates.count == 4 else { return RNNCellOutput(output: fused, state: State(cell: fused, hidden: fused)) }  // a mistake
    let cell = sigmoid(gates[2]) * state.cell + sigmoid(gates[0]) * tanh(gates[1])
    let hidden = sigmoid(gates[3]) * tanh(cell)
    return RNNCellOutput(output: hidden, state: State(cell: cell, hidden: hidden))
  }

  public func allSteps(_ projected: Tensor<Scalar>, from state: State, reversed: Bool) -> (outputs: Tensor<Scalar>, state: State)? {
    let weight = fusedWeight.rows(ofStateFor: fusedBias, gates: 4)
    let made = Node.lstm(projected.node, weight: weight.node, cell: state.cell.node, hidden: state.hidden.node, reversed: reversed)
    return made.map { (Tensor($0.outputs), State(cell: Tensor($0.cell), hidden: Tensor($0.hidden))) }
  }
}

extension LSTMCell where Scalar == Float {
  public init(
    inputSize: Int, hiddenSize: Int, weightInitializer: ParameterInitializer<Float> = glorotUniform(),
    biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(fusedWeight: weightInitializer([inputSize + hiddenSize, 4 * hiddenSize]), fusedBias: biasInitializer([4 * hiddenSize]))
  }
}
