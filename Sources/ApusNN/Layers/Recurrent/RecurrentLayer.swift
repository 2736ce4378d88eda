/// A cell repeated along time, as one `scan`: the program does not grow with the number of steps.
///
/// Input `[batch, time, inputSize]`, output `[batch, time, hiddenSize]`, or `[batch, hiddenSize]` with `returnSequences: false`.
/// (Swift for TensorFlow's layer takes and returns arrays of times; so does the call on an array of `[batch, inputSize]`.)
///
///     let layer = LSTM<Float>(LSTMCell(inputSize: 8, hiddenSize: 32))
///     layer(x).shape                                        // [16, 100, 32] for x of shape [16, 100, 8]
///     let (outputs, state) = layer.run(x, mask: x.isReal)   // mask: [16, 100]
public struct RecurrentLayer<Cell: RecurrentLayerCell>: ObservedLayer {
  public typealias Scalar = Cell.Scalar

  public var cell: Cell
  /// Whether the output has all times, or only the last.
  public let returnSequences: Bool
  /// Whether the first step is at the last time. Outputs lie at the times of their inputs all the same.
  public let goBackwards: Bool

  public init(_ cell: Cell, returnSequences: Bool = true, goBackwards: Bool = false) {
    self.cell = cell
    self.returnSequences = returnSequences
    self.goBackwards = goBackwards
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> { output(input) }

  @inline(never)
  public func callAsFunction(_ input: Tensor<Scalar>, initialState: Cell.State? = nil, mask: Tensor<Bool>?) -> Tensor<Scalar> {
    observed { output(input, initialState, mask) }
  }

  private func output(_ input: Tensor<Scalar>, _ initialState: Cell.State? = nil, _ mask: Tensor<Bool>? = nil) -> Tensor<Scalar> {
    let steps = steps(input, initialState, mask)
    return returnSequences ? steps.outputs.swappingBatchAndTime() : steps.last
  }

  /// The output of the step that is taken last: `[batch, hiddenSize]`.
  @inline(never)
  public func lastOutput(from input: Tensor<Scalar>, initialState: Cell.State? = nil, mask: Tensor<Bool>? = nil) -> Tensor<Scalar> {
    steps(input, initialState, mask).last
  }

  /// The outputs of all times, `[batch, time, hiddenSize]`, and the state after the last step.
  ///
  /// - Parameters:
  ///   - initialState: the state before the first step; zeros if `nil`.
  ///   - mask: `[batch, time]`, false where an example has no input. As in Keras such a step leaves the example's state as it is, and its
  ///     output is that of the step before, zeros if there was none.
  @inline(never)
  public func run(
    _ input: Tensor<Scalar>, initialState: Cell.State? = nil, mask: Tensor<Bool>? = nil
  ) -> (outputs: Tensor<Scalar>, state: Cell.State) {
    let steps = steps(input, initialState, mask)
    return (steps.outputs.swappingBatchAndTime(), steps.state)
  }

  /// Outputs are `[time, batch, hiddenSize]`.
  private func steps(
    _ input: Tensor<Scalar>, _ initialState: Cell.State?, _ mask: Tensor<Bool>?
  ) -> (outputs: Tensor<Scalar>, last: Tensor<Scalar>, state: Cell.State) {
    let inputs = sequences(input).swappingBatchAndTime()
    let state = initialState ?? cell.zeroState(for: Tensor(inputs.node.taking(0)))
    let projected = cell.projected(inputs)
    let made: (carry: Cell.State, outputs: Tensor<Scalar>)
    if let mask {
      // Of what shape an output is, a step tells.
      let nothing = Tensor(zerosLike: cell.step(Tensor(projected.node.taking(0)), state).output)
      let times = checked(mask, input).swappingBatchAndTime()
      let (end, outputs) = scan((state, nothing), over: (projected, times), reversed: goBackwards) { carry, given in
        let made = cell.step(given.0, carry.0)
        let next = selecting((made.state, made.output), where: given.1, else: carry)
        return (next, next.1)
      }
      made = (end.0, outputs)
    } else if let all = cell.allSteps(projected, from: state, reversed: goBackwards) {
      made = (all.state, all.outputs)
    } else {
      made = scan(state, over: projected, reversed: goBackwards) { state, x in
        let made = cell.step(x, state)
        return (made.state, made.output)
      }
    }
    return (made.outputs, Tensor(made.outputs.node.taking(goBackwards ? 0 : -1)), made.carry)
  }

  private func sequences(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    if input.diagnosis == nil, input.rank != 3 {
      return Tensor(
        Node.poisoned(.rank(operation: "RecurrentLayer", shape: input.shape, expected: "[batch, time, inputSize]"), of: input.node))
    }
    return input
  }

  private func checked(_ mask: Tensor<Bool>, _ input: Tensor<Scalar>) -> Tensor<Bool> {
    if mask.diagnosis != nil || input.diagnosis != nil || input.rank != 3 || mask.shape == TensorShape(Array(input.shape.prefix(2))) {
      return mask
    }
    return Tensor(
      Node.poisoned(
        .argument(
          function: "RecurrentLayer", problem: "a mask of shape \(mask.shape) does not fit an input of shape \(input.shape)",
          hint: "it has the shape [batch, time]"), of: input.node))
  }
}

public typealias BasicRNN<Scalar: TensorFloatingPoint> = RecurrentLayer<BasicRNNCell<Scalar>>
public typealias LSTM<Scalar: TensorFloatingPoint> = RecurrentLayer<LSTMCell<Scalar>>
public typealias GRU<Scalar: TensorFloatingPoint> = RecurrentLayer<GRUCell<Scalar>>
/// Keras's name of `RecurrentLayer`.
public typealias RNN<Cell: RecurrentLayerCell> = RecurrentLayer<Cell>

extension Tensor {
  /// `[batch, time, …]` to `[time, batch, …]` and back.
  func swappingBatchAndTime() -> Tensor {
    if diagnosis != nil || rank < 2 { return self }
    return transposed(permutation: [1, 0] + Array(2..<rank))
  }
}

extension Node {
  /// The element at `place` along the first axis, counted from the end if it is negative; zeros if there is none.
  func taking(_ place: Int) -> Node {
    if diagnosis != nil || rank == 0 { return self }
    let element = TensorShape(Array(shape.dropFirst())), index = place < 0 ? shape[0] + place : place
    if !(0..<shape[0]).contains(index) { return .constant(0, TensorType(dtype, element), device: nil) }
    return sliced(index..<index + 1, alongAxis: 0).reshaped(to: element)
  }
}
