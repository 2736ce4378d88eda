/// What the gradient is with respect to something that the target does not depend on: TensorFlow's choice.
public enum UnconnectedGradients: Sendable {
  /// No gradient.
  case none
  /// Zeros.
  case zero
}

// Without the argument a gradient is never missing: that is `.zero`, where TensorFlow's own default is `.none`.
extension GradientTape {
  /// The gradient of `target` with respect to a watched tensor; without a connection what `unconnectedGradients` says.
  ///
  ///     let gradient = tape.gradient(of: loss, withRespectTo: x, unconnectedGradients: .none)
  ///     print(gradient == nil)   // true if `loss` has nothing to do with `x`
  public func gradient<S: TensorFloatingPoint, T: TensorFloatingPoint>(
    of target: Tensor<T>, withRespectTo source: Tensor<S>, unconnectedGradients: UnconnectedGradients
  ) -> Tensor<S>? { gradient(of: target, withRespectTo: [source], unconnectedGradients: unconnectedGradients)[0] }

  public func gradient<S: TensorFloatingPoint, T: TensorFloatingPoint>(
    of target: Tensor<T>, withRespectTo sources: [Tensor<S>], unconnectedGradients: UnconnectedGradients
  ) -> [Tensor<S>?] {
    zip(sweep(target.node, sources.map(\.node)), sources).map { found, source in
      unconnectedGradients.gradient(found, source.node.type).map { Tensor($0) }
    }
  }

  public func gradient<S: TensorFloatingPoint, T: TensorFloatingPoint>(
    of target: Tensor<T>, withRespectTo source: Variable<S>, unconnectedGradients: UnconnectedGradients
  ) -> Tensor<S>? {
    let found = connectedGradients(of: target.node, [source.storage])[0]
    return unconnectedGradients.gradient(found, source.storage.type).map { Tensor($0) }
  }
}

extension UnconnectedGradients {
  fileprivate func gradient(_ found: Node?, _ type: TensorType) -> Node? { found ?? (self == .zero ? .constant(0, type) : nil) }
}
