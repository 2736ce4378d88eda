/// Of two values of one structure, the examples of `a` where `mask` says so and those of `b` elsewhere.
///
/// - Parameters:
///   - mask: `[batch]`; every tensor in the values has the shape `[batch, …]`.
package func selecting<Value>(_ a: Value, where mask: Tensor<Bool>, else b: Value) -> Value {
  let (left, right) = (LoopValue(a), LoopValue(b))
  return left.replacing(
    with: zip(left.nodes, right.nodes).map { a, b in
      if let poisoned = [a, b, mask.node].first(where: { $0.diagnosis != nil }) { return poisoned }
      guard mask.rank <= a.rank else { return .poisoned(.rank(operation: "a masked step", shape: a.shape, expected: "[batch, …]")) }
      let spread = mask.node.reshaped(to: mask.shape + [Int](repeating: 1, count: a.rank - mask.rank))
      return .select(spread.broadcast(to: a.shape), a, b)
    })
}
