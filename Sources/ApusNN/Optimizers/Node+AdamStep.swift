extension Node {
  /// Whether a step of Adam for the parameter is one operation, which changes parameter and moments in place. Small ones XLA fuses.
  var takesAdamStep: Bool { dtype == .float32 && type.elementCount >= 1 << 14 }

  /// The parameter after a step of Adam, as one operation.
  ///
  /// - Parameters:
  ///   - slots: the running means of the gradient and of its square, to be replaced.
  ///   - rate: what the first is multiplied with, of the parameter's type.
  ///   - rootFactor: what the root of the second is multiplied with, before ε is added.
  ///   - kept: the share of the parameter that does not decay.
  func adamStep(
    along gradient: Node, _ slots: inout [Node], _ beta1: Tensor<Float>, _ beta2: Tensor<Float>, _ epsilon: Tensor<Float>, rate: Node,
    rootFactor: Node, kept: Node
  ) -> Node {
    func share(_ beta: Tensor<Float>) -> Node { (1 - beta.node).converted(to: dtype) }
    let numbers = AdamNumbers(
      gradientShare: share(beta1), squareShare: share(beta2), rate: rate, rootFactor: rootFactor, epsilon: epsilon.converted(like: self),
      kept: kept)
    let results = adamStep(along: gradient, means: (slots[0], slots[1]), numbers)
    slots = [results[1], results[2]]
    return results[0]
  }
}
