/// What becomes of the outputs of both directions.
public enum MergeFunction: Sendable, CaseIterable {
  /// Beside each other along the last axis.
  case concatenate
  case sum
  case average
  case multiply
  /// Along a new first axis: forward, then backward. Keras's `merge_mode=None` as one tensor.
  case stack

  func merged<Scalar: TensorFloatingPoint>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
    switch self {
    case .concatenate: Tensor(concatenating: [a, b], alongAxis: -1)
    case .sum: a + b
    case .average: Tensor((a.node + b.node) * 0.5)
    case .multiply: a * b
    case .stack: Tensor(stacking: [a, b])
    }
  }
}

/// Two recurrent layers over the same sequences, one from the first time to the last and one from the last to the first.
///
/// Input `[batch, time, inputSize]`, output `[batch, time, hiddenSize]`, or as `mergeFunction` says, each time's output being made of both
/// layers' outputs at it. With `returnSequences: false` it is made of the outputs of their last steps.
///
///     let layer = BidirectionalLSTM<Float>(LSTMCell(inputSize: 8, hiddenSize: 32), LSTMCell(inputSize: 8, hiddenSize: 32))
///     layer(x).shape   // [16, 100, 64] for x of shape [16, 100, 8]
///
/// Schuster and Paliwal, "Bidirectional recurrent neural networks", 1997.
public struct BidirectionalRecurrentLayer<Cell: RecurrentLayerCell>: Layer {
  public var forward: RecurrentLayer<Cell>
  public var backward: RecurrentLayer<Cell>
  public let mergeFunction: MergeFunction

  /// - Parameters:
  ///   - cell: steps forward.
  ///   - backwardCell: steps backward; its parameters are its own.
  public init(_ cell: Cell, _ backwardCell: Cell, mergeFunction: MergeFunction = .concatenate, returnSequences: Bool = true) {
    forward = RecurrentLayer(cell, returnSequences: returnSequences)
    backward = RecurrentLayer(backwardCell, returnSequences: returnSequences, goBackwards: true)
    self.mergeFunction = mergeFunction
  }

  @inline(never)
  public func callAsFunction(_ input: Tensor<Cell.Scalar>) -> Tensor<Cell.Scalar> { mergeFunction.merged(forward(input), backward(input)) }

  /// - Parameter mask: `[batch, time]`; see `RecurrentLayer.run`.
  @inline(never)
  public func callAsFunction(_ input: Tensor<Cell.Scalar>, mask: Tensor<Bool>?) -> Tensor<Cell.Scalar> {
    mergeFunction.merged(forward(input, mask: mask), backward(input, mask: mask))
  }

  /// The outputs of both layers, not merged: Keras's `merge_mode=None`.
  @inline(never)
  public func separateOutputs(
    _ input: Tensor<Cell.Scalar>, mask: Tensor<Bool>? = nil
  ) -> (forward: Tensor<Cell.Scalar>, backward: Tensor<Cell.Scalar>) { (forward(input, mask: mask), backward(input, mask: mask)) }
}

public typealias BidirectionalBasicRNN<Scalar: TensorFloatingPoint> = BidirectionalRecurrentLayer<BasicRNNCell<Scalar>>
public typealias BidirectionalLSTM<Scalar: TensorFloatingPoint> = BidirectionalRecurrentLayer<LSTMCell<Scalar>>
public typealias BidirectionalGRU<Scalar: TensorFloatingPoint> = BidirectionalRecurrentLayer<GRUCell<Scalar>>
