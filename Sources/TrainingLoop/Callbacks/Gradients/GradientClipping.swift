/// Cuts every element of the gradient to ±`limit` before the step.
public func clipGradients<L: TrainingLoopProtocol>(toValue limit: Float) -> TrainingLoopCallback<L> {
  changingGradients { gradient, scale in
    let limit = scale * limit
    return gradient.mapped { element in
      let bound = limit.node.converted(to: element.dtype).broadcast(to: element.shape)
      return .minimum(.maximum(element, -bound), bound)
    }
  }
}

/// Scales the gradient of each parameter by itself down, so that its norm, the root of the sum of its squares, is at most `limit`.
public func clipGradients<L: TrainingLoopProtocol>(toNorm limit: Float) -> TrainingLoopCallback<L> {
  changingGradients { gradient, scale in
    let limit = (scale * limit).node
    return gradient.mapped { element in
      let norm = (element * element).converted(to: .float32).sum(along: Array(0..<element.rank)).sqrt()
      return element * (limit / .maximum(norm, limit)).converted(to: element.dtype)
    }
  }
}

/// Scales the whole gradient down so that its norm is at most `limit`.
///
///     callbacks: [clipGradients(toGlobalNorm: 1)]
///
/// Pascanu et al., "On the difficulty of training recurrent neural networks", 2013, algorithm 1.
public func clipGradients<L: TrainingLoopProtocol>(toGlobalNorm limit: Float) -> TrainingLoopCallback<L> {
  changingGradients { gradient, scale in
    let (norm, limit) = (gradient.norm.node, (scale * limit).node)
    return gradient.mapped { $0 * (limit / .maximum(norm, limit)).converted(to: $0.dtype) }
  }
}

/// Replaces the gradient of every step; `scale` is what it is too large by because of `LossScaling`.
private func changingGradients<L: TrainingLoopProtocol>(
  _ change: @escaping (_ gradient: Gradient<L.Model>, _ scale: Tensor<Float>) -> Gradient<L.Model>
) -> TrainingLoopCallback<L> {
  { loop, event in
    guard event == .updateStart, let gradient = loop.lastStepGradient else { return }
    loop.lastStepGradient = change(gradient, loop.optimizer.lossScale ?? Tensor(1))
  }
}
