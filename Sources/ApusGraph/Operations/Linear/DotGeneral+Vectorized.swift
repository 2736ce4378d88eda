extension DotGeneral {
  /// Where both operands differ, examples are one more axis of the batch; else one more free axis of the operand that does, so that the
  /// product stays a single one.
  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    var product = self
    let (left, right) = (operands[0], operands[1])
    if left.differs { product.shiftLeft() }
    if right.differs { product.shiftRight() }
    let batchRank = leftBatch.count
    let place: Int
    if left.differs && right.differs {
      product.leftBatch.insert(0, at: 0)
      product.rightBatch.insert(0, at: 0)
      place = 0
    } else {
      place = left.differs ? batchRank : left.node.rank - leftContracting.count
    }
    let result = Node.make(product, left.node, right.node)
    return result.diagnosis == nil ? result.movingAxis(place, to: 0) : result
  }

  private mutating func shiftLeft() {
    leftBatch = leftBatch.map { $0 + 1 }
    leftContracting = leftContracting.map { $0 + 1 }
  }

  private mutating func shiftRight() {
    rightBatch = rightBatch.map { $0 + 1 }
    rightContracting = rightContracting.map { $0 + 1 }
  }
}

extension Node {
  /// The axes in another order: `axis` comes to `place`, the others keep theirs among themselves.
  func movingAxis(_ axis: Int, to place: Int) -> Node {
    if axis == place { return self }
    var order = Array(shape.indices)
    order.remove(at: axis)
    order.insert(axis, at: place)
    return .make(Transpose(permutation: order), self)
  }
}
