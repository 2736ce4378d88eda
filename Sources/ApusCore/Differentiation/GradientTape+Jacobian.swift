extension GradientTape {
  /// The derivative of every element of `target` with respect to every element of a watched tensor: `target.shape + source.shape`.
  ///
  ///     let x = Tensor<Float>([1, 2]), tape = GradientTape()
  ///     tape.watch(x)
  ///     let y = tape.record { x * x }
  ///     print(tape.jacobian(of: y, withRespectTo: x))   // [[2.0, 0.0], [0.0, 4.0]]
  ///
  /// One reverse sweep runs for each element of `target`, in a loop of the program; zeros if there is no connection. The Jacobian of a
  /// gradient that an outer tape recorded is the Hessian.
  public func jacobian<S: TensorFloatingPoint, T: TensorFloatingPoint>(of target: Tensor<T>, withRespectTo source: Tensor<S>) -> Tensor<S> {
    Tensor(jacobian(target.node, [source.node], source.node.type, examples: nil))
  }

  /// The derivative of every element of `target` with respect to every element of a variable.
  public func jacobian<S: TensorFloatingPoint, T: TensorFloatingPoint>(
    of target: Tensor<T>, withRespectTo source: Variable<S>
  ) -> Tensor<S> {
    Tensor(jacobian(target.node, watches(of: source.storage), source.storage.type, examples: nil))
  }

  /// For a batch of examples that have nothing to do with each other, the Jacobian of each.
  ///
  /// - Parameters:
  ///   - target: `[batch, m…]`
  ///   - source: `[batch, n…]`, watched.
  /// - Returns: `[batch, m…, n…]`. An example's derivative with respect to another's source is not looked at.
  public func batchJacobian<S: TensorFloatingPoint, T: TensorFloatingPoint>(
    of target: Tensor<T>, withRespectTo source: Tensor<S>
  ) -> Tensor<S> {
    if target.diagnosis == nil, source.diagnosis == nil, target.rank == 0 || source.rank == 0 || target.shape[0] != source.shape[0] {
      let problem = "the target of shape \(target.shape) and the source of shape \(source.shape) are not of as many examples"
      return Tensor(Node.poisoned(.argument(function: "batchJacobian", problem: problem, hint: "give [batch, …] and [batch, …]")))
    }
    return Tensor(jacobian(target.node, [source.node], source.node.type, examples: target.shape.first))
  }

  private func jacobian(_ target: Node, _ sources: [Node], _ type: TensorType, examples: Int?) -> Node {
    if let poisoned = ([target] + sources).first(where: { $0.diagnosis != nil }) { return poisoned }
    return withSweep(of: target, sources) { target.jacobian(type, examples: examples, $0) } ?? usedUp
  }
}
