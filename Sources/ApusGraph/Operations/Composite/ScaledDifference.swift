/// `x − y · s`, or `x · t − y · s`, with scalars `s` and `t`: what a step of gradient descent does with a parameter or its velocity.
///
/// One node instead of three or five, of which an optimizer makes some for every parameter.
struct ScaledDifference: CompositeOperation {
  static let name = "scaledDifference"

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 3 || operands.count == 4 else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "two arrays and one or two scalars")
    }
    guard operands[0].dtype.isFloatingPoint else {
      throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: "Float, Double, Float16 or BFloat16")
    }
    for (operand, shape) in zip(operands.dropFirst(), [operands[0].shape, .scalar, .scalar]) {
      let expected = TensorType(operands[0].dtype, shape)
      if operand != expected { throw .operandsDiffer(operation: Self.name, operands) }
    }
    return operands[0]
  }

  func decomposition(of operands: [Node]) -> Node {
    (operands.count == 4 ? operands[0] * operands[3] : operands[0]) - operands[1] * operands[2]
  }

  /// That of the decomposition, so that a program runs where it would without this operation.
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { (2 * operands.count - 3) * result.elementCount }
}

extension Node {
  /// `self − other · scale`, of the type of `self` and `other`.
  ///
  /// - Parameters:
  ///   - scale: a scalar.
  ///   - share: a scalar that this node is multiplied with first; `nil` for 1.
  public func minus(_ other: Node, times scale: Node, keeping share: Node? = nil) -> Node {
    if let share { return .make(ScaledDifference(), [self, other, scale, share]) }
    return .make(ScaledDifference(), self, other, scale)
  }
}
