extension Node {
  /// `body` with both operands repeated to their common shape; a poisoned node if they have none.
  static func matching(_ a: Node, _ b: Node, for operation: String, _ body: (Node, Node) -> Node) -> Node {
    if a.diagnosis != nil { return a }
    if b.diagnosis != nil { return b }
    guard let shape = TensorShape.broadcasting(a.shape, b.shape) else {
      return .poisoned(.notBroadcastable(operation: operation, left: a.shape, right: b.shape), of: a, b)
    }
    return body(a.broadcast(to: shape), b.broadcast(to: shape))
  }

  /// `body` computed in `Float` for a `BFloat16` node and rounded once: sums over many elements need the digits.
  func inFloat(_ body: (Node) -> Node) -> Node {
    dtype.isHalfPrecision ? body(converted(to: .float32)).converted(to: dtype) : body(self)
  }

  /// `value` as a scalar of this node's type on its device.
  func scalar(_ value: Double) -> Node { .constant(value, TensorType(dtype, .scalar), device: device) }

  /// `value` in every element of a node like this one.
  func filled(_ value: Double) -> Node { .constant(value, type, device: device) }
}
