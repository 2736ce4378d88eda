/// What a cell makes its output and its next state of.
public struct RNNCellInput<Scalar: TensorFloatingPoint, State> {
  /// `[batch, inputSize]`
  public var input: Tensor<Scalar>
  public var state: State

  public init(input: Tensor<Scalar>, state: State) {
    self.input = input
    self.state = state
  }
}

/// What a cell makes of its input at one time.
public struct RNNCellOutput<Scalar: TensorFloatingPoint, State> {
  /// `[batch, hiddenSize]`
  public var output: Tensor<Scalar>
  public var state: State

  public init(output: Tensor<Scalar>, state: State) {
    self.output = output
    self.state = state
  }
}

/// One step of a recurrent network: what `RecurrentLayer` repeats along time.
///
/// A cell of your own has `callAsFunction` and `zeroState(for:)`. Its state is a tensor, or a struct, tuple or array of tensors, all of
/// shape `[batch, …]`. It may also split its step in two, so that what needs no state is computed for all times at once.
public protocol RecurrentLayerCell: Layer where Input == RNNCellInput<Scalar, State>, Output == RNNCellOutput<Scalar, State> {
  associatedtype Scalar: TensorFloatingPoint
  associatedtype State

  /// The state before the first step.
  ///
  /// - Parameter input: of one time, `[batch, inputSize]`.
  func zeroState(for input: Tensor<Scalar>) -> State

  /// What a step takes of its input, for inputs of shape `[…, inputSize]`. The default is the inputs.
  func projected(_ inputs: Tensor<Scalar>) -> Tensor<Scalar>

  /// The step, on an input that was projected. The default is `callAsFunction`.
  func step(_ projected: Tensor<Scalar>, _ state: State) -> RNNCellOutput<Scalar, State>

  /// All steps, where the cell has a faster way than one after the other; `nil`, which is the default, where it has none.
  ///
  /// - Parameters:
  ///   - projected: the inputs of all times, projected, `[time, batch, …]`.
  ///   - reversed: whether the first step is at the last time.
  /// - Returns: the outputs, `[time, batch, hiddenSize]`, and the state after the last step.
  func allSteps(_ projected: Tensor<Scalar>, from state: State, reversed: Bool) -> (outputs: Tensor<Scalar>, state: State)?
}

extension RecurrentLayerCell {
  public func projected(_ inputs: Tensor<Scalar>) -> Tensor<Scalar> { inputs }
  public func step(_ projected: Tensor<Scalar>, _ state: State) -> RNNCellOutput<Scalar, State> {
    self(RNNCellInput(input: projected, state: state))
  }
  public func allSteps(_ projected: Tensor<Scalar>, from state: State, reversed: Bool) -> (outputs: Tensor<Scalar>, state: State)? { nil }
}
