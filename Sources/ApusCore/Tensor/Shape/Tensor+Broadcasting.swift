extension Tensor {
  /// `tensor` repeated to `shape`.
  @inline(never)
  public init(broadcasting tensor: Tensor, to shape: TensorShape) { self.init(tensor.node.broadcast(to: shape)) }

  /// The tensor repeated to `shape`: axes are aligned at the end, and those of extent 1 are repeated, as in NumPy.
  ///
  ///     print(Tensor<Float>([1, 2]).broadcasted(to: [2, 2]))
  ///     // [[1.0, 2.0],
  ///     //  [1.0, 2.0]]
  @inline(never)
  public func broadcasted(to shape: TensorShape) -> Tensor { Tensor(node.broadcast(to: shape)) }

  /// The tensor repeated to the shape of another one.
  @inline(never)
  public func broadcasted<Other>(like other: Tensor<Other>) -> Tensor {
    other.diagnosis != nil ? Tensor(other.node) : Tensor(node.broadcast(to: other.shape))
  }
}

extension Tensor where Scalar: TensorNumber {
  /// The sum over what broadcasting from `shape` to this tensor's shape would repeat: the opposite of `broadcasted(to:)` for gradients.
  @inline(never)
  public func unbroadcasted(to shape: TensorShape) -> Tensor {
    if diagnosis != nil { return self }
    guard shape.rank <= rank, TensorShape.broadcasting(shape, self.shape) == self.shape else {
      return Tensor(Node.poisoned(.notBroadcastable(operation: "unbroadcasted", left: shape, right: self.shape), of: node))
    }
    let lead = rank - shape.rank
    let repeated = node.allAxes.filter { $0 < lead || shape[$0 - lead] == 1 && self.shape[$0] != 1 }
    return Tensor(node.sum(along: repeated).reshaped(to: shape))
  }

  /// The sum over what broadcasting from the shape of `other` would repeat.
  @inline(never)
  public func unbroadcasted<Other>(like other: Tensor<Other>) -> Tensor {
    other.diagnosis != nil ? Tensor(other.node) : unbroadcasted(to: other.shape)
  }
}
