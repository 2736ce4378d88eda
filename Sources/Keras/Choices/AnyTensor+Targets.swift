extension AnyTensor {
  /// A target for predictions of this shape, as numbers: `[batch]` and `[batch, 1]` stand for one another, as in Keras. Other shapes that
  /// differ are a mistake, or they would be broadcast.
  func values(like predictions: Tensor<Float>, for function: String) -> Tensor<Float> {
    let target = asFloat
    if target.diagnosis != nil || predictions.diagnosis != nil || target.shape == predictions.shape { return target }
    let (a, b) = (target.shape, predictions.shape)
    if a.contiguousSize == b.contiguousSize, Array(a.dropTrailingOne) == Array(b.dropTrailingOne) { return target.reshaped(to: b) }
    return misfit(predictions, function, hint: "targets have the shape of the predictions")
  }

  /// A target for scores `[…, classes]`, as numbers of classes `[…]`.
  func classes(for scores: Tensor<Float>, _ function: String) -> Tensor<Int32> {
    let target = Tensor<Int32>(node.converted(to: .int32)), expected = TensorShape(Array(scores.shape.dropLast()))
    if target.diagnosis != nil || scores.diagnosis != nil || target.shape == expected { return target }
    if target.shape.contiguousSize == expected.contiguousSize, Array(target.shape.dropTrailingOne) == Array(expected) {
      return target.reshaped(to: expected)
    }
    return misfit(scores, function, hint: "a class for each row of scores: targets [batch] for predictions [batch, classes]")
  }

  private func misfit<S>(_ predictions: Tensor<Float>, _ function: String, hint: String) -> Tensor<S> {
    let problem = "targets of shape \(shape) do not fit predictions of shape \(predictions.shape)"
    return Tensor(Node.poisoned(.argument(function: function, problem: problem, hint: hint), of: node, predictions.node))
  }
}

extension TensorShape {
  fileprivate var dropTrailingOne: ArraySlice<Int> {
    let extents = dimensions[...]
    return extents.last == 1 ? extents.dropLast() : extents
  }
}
