/// A tensor whose scalar type is known at run time: what an optimizer keeps for each parameter.
public struct AnyTensor: Sendable {
  package var handle: Handle

  package init(_ node: Node) { handle = Handle(node) }
  package init(handle: Handle) { self.handle = handle }
  public init<Scalar>(_ tensor: Tensor<Scalar>) { handle = tensor.handle }

  package var node: Node { handle.node }
  public var shape: TensorShape { node.shape }
  public var dtype: DType { node.dtype }

  /// The tensor with its scalar type, or `nil` if that is another.
  public func typed<Scalar: TensorScalar>(_: Scalar.Type = Scalar.self) -> Tensor<Scalar>? {
    dtype == Scalar.dtype ? Tensor(handle: handle) : nil
  }
}
