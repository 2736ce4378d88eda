extension Convolution {
  /// Examples that share a filter are more of the batch.
  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    let images = operands[0], filters = operands[1]
    if filters.differs || batchGroups != 1 || !images.differs { return nil }
    let together = images.node.movingAxis(0, to: input.batch)
    var shape = together.shape
    let batch = shape.remove(at: input.batch + 1)
    shape[input.batch] *= batch
    let result = Node.make(self, [together.reshaped(to: shape), filters.node])
    if result.diagnosis != nil { return result }
    var split = result.shape
    split[output.batch] = batch
    split.insert(images.count, at: output.batch)
    return result.reshaped(to: split).movingAxis(output.batch, to: 0)
  }
}
