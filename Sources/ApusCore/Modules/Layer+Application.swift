extension Layer {
  /// The output in the learning phase of inference: nothing is dropped, and normalization uses what it has learned.
  ///
  ///     let logits = model.inferring(from: images)
  public func inferring(from input: Input) -> Output { withLearningPhase(.inference) { self(input) } }

  /// The output, and a function that takes a direction at the output back to the layer and to the input.
  ///
  ///     let (y, backpropagator) = layer.appliedForBackpropagation(to: x)
  ///     let (layerGradient, inputGradient) = backpropagator(2 * (y - expected))
  ///
  /// The gradients are those of Σ output · direction. The layer is applied once, however often the function is called, which may be
  /// after the output was read; as long as somebody holds the function, the values that it needs stay.
  ///
  /// A direction of another shape than the output's makes poisoned gradients.
  public func appliedForBackpropagation<S: TensorFloatingPoint, R: TensorFloatingPoint>(
    to input: Tensor<S>
  ) -> (output: Tensor<R>, backpropagator: (_ direction: Tensor<R>) -> (layerGradient: Gradient<Self>, inputGradient: Tensor<S>))
  where Input == Tensor<S>, Output == Tensor<R> {
    if let mistake = unreachableParameters {
      let poisoned = Node.poisoned(mistake)
      return (Tensor(poisoned), { _ in (.failed(at: self, poisoned), Tensor(poisoned)) })
    }
    let layer = WatchedModel(self)
    let watchedInput = layer.recording.watch(input)
    let output = layer.apply { $0(watchedInput) }
    return (
      output,
      { direction in
        let (layerGradient, others) = layer.gradients(of: output.scalarProduct(with: direction), and: [watchedInput.node])
        return (layerGradient, Tensor(others.first ?? input.node.zeros))
      }
    )
  }
}

extension Tensor where Scalar: TensorFloatingPoint {
  /// Σ elements · elements of `direction`, which has this tensor's shape.
  fileprivate func scalarProduct(with direction: Tensor) -> Node {
    for tensor in [self, direction] where tensor.diagnosis != nil { return tensor.node }
    if direction.shape == shape { return (self * direction).sum().node }
    let problem = "a direction of shape \(direction.shape) does not fit"
    return .poisoned(.attribute(operation: "backpropagator", problem: problem, operand: shape), of: node, direction.node)
  }
}
