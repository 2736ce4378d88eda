extension Convolution {
  /// Examples that share a filter are more of the batch. Examples with filters of their own are groups of channels, or, of one input, more
  /// outputs.
  ///
  /// XLA:CPU has no fast way for groups, and still the gradients of a filter for each of 32 images, where both operands differ, take 1.1 to
  /// 2.8 ms, against 3.1 to 16 in a loop (5 × 5 × 1 × 6 to 3 × 3 × 16 × 16; a busy machine). Filters of their own alone take 1.3 to 2.3
  /// against 0.8 to 1.2, and stay part of one program that can be vectorized again.
  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    if batchGroups != 1 { return nil }
    let images = operands[0], filters = operands[1], count = images.count
    var all = self
    if !filters.differs {
      let result = Node.make(all, images.node.withExamples(in: input.batch), filters.node)
      return result.separatingExamples(count, from: output.batch)
    }
    let filter = filters.node.withExamples(in: filter.batch)
    let isShared = !images.differs && featureGroups == 1
    if !isShared { all.featureGroups *= count }
    let result = Node.make(all, isShared ? images.node : images.spread.withExamples(in: input.feature), filter)
    return result.separatingExamples(count, from: output.feature)
  }
}

extension Node {
  /// The first axis joined to the one that is number `axis` of each example: all of the first example, then all of the next.
  fileprivate func withExamples(in axis: Int) -> Node {
    let moved = movingAxis(0, to: axis)
    if moved.diagnosis != nil { return moved }
    var joined = moved.shape
    let count = joined.remove(at: axis)
    joined[axis] *= count
    return moved.reshaped(to: joined)
  }

  /// The opposite.
  fileprivate func separatingExamples(_ count: Int, from axis: Int) -> Node {
    if diagnosis != nil { return self }
    var split = shape
    split[axis] = count == 0 ? 0 : split[axis] / count
    split.insert(count, at: axis)
    return reshaped(to: split).movingAxis(axis, to: 0)
  }
}
