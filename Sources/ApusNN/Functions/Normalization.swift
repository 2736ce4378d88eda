extension Tensor where Scalar: TensorFloatingPoint {
  /// Mean 0 and variance 1 along `axes`, then stretched by `scale` and moved by `offset`, which have one element a place of `axis`.
  func normalized(along axes: [Int], scale: Tensor, offset: Tensor, alongAxis axis: Int, epsilon: Scalar) -> Tensor {
    normalized(moments(alongAxes: axes), scale: scale, offset: offset, alongAxis: axis, epsilon: epsilon)
  }

  func normalized(_ moments: Moments<Scalar>, scale: Tensor, offset: Tensor, alongAxis axis: Int, epsilon: Scalar) -> Tensor {
    var shape = TensorShape(repeating: 1, count: rank)
    shape[axis] = self.shape[axis]
    let stretch = rsqrt(moments.variance + epsilon) * scale.reshaped(to: shape)
    return (self - moments.mean) * stretch + offset.reshaped(to: shape)
  }

  /// `body` with `axis` counted from the front, or the mistake that the features along it are not those of `parameters`.
  func withFeatures(_ axis: Int, of parameters: [Tensor], for layer: String, _ body: (_ axis: Int) -> Tensor) -> Tensor {
    for parameter in parameters { parameter.resolve(for: self, axis: axis) }
    for tensor in [self] + parameters where tensor.diagnosis != nil { return tensor }
    let place = axis < 0 ? axis + rank : axis
    guard shape.indices.contains(place) else {
      return Tensor(Node.poisoned(.axisOutOfRange(operation: layer, axis: axis, shape: shape), of: node))
    }
    for tensor in parameters where tensor.shape != [shape[place]] {
      let problem = "parameters of shape \(tensor.shape) do not fit the \(shape[place]) features of axis \(axis)"
      return Tensor(Node.poisoned(.attribute(operation: layer, problem: problem, operand: shape), of: tensor.node, node))
    }
    return body(place)
  }
}
