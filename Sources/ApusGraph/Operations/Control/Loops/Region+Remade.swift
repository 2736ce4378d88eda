extension Region {
  /// Which values a step back makes itself, of what it has of the step forward anyhow, instead of taking them from a stack.
  ///
  /// A derivative such as σ(x) · (1 − σ(x)) is made of values of the step forward alone. Where it takes no more memory to keep what these
  /// are, the step back computes it: an LSTM then keeps 7 values of a step instead of 12.
  ///
  /// - Parameters:
  ///   - needed: what a step back needs and does not make of cotangents.
  ///   - first: the least identifier of what the derivative added to the step forward.
  ///   - parameters: those of the step forward that differ from step to step.
  ///   - stacked: what there are stacks of.
  /// - Returns: the values, with those between them and what is kept.
  static func remade(_ needed: [Node], since first: UInt64, _ parameters: [Node], stacked: [Node]) -> [Node] {
    let added = GraphLock.held { reach(of: needed, since: first) }
    let differing = dependents(among: added, on: parameters)
    var known = Set((stacked + needed.filter { $0.id < first }).map(\.id))
    var remade: [Node] = []
    for node in needed where node.id >= first && differing.contains(node.id) {
      let path = GraphLock.held { reach(of: [node], since: first) }.filter { differing.contains($0.id) }
      let kept = path.filter { $0.id < first && !known.contains($0.id) }
      guard kept.reduce(0, { $0 + $1.type.byteCount }) <= node.type.byteCount else { continue }
      known.formUnion(kept.map(\.id))
      remade += path.filter { $0.id >= first }
    }
    return remade
  }

  /// `nodes`, what those since `first` are made of, and so on back to what is older, each once. With `GraphLock` held.
  private static func reach(of nodes: [Node], since first: UInt64) -> [Node] {
    var reach: [Node] = []
    var pending = nodes
    var seen: Set<UInt64> = []
    while let node = pending.popLast() {
      if !seen.insert(node.id).inserted { continue }
      reach.append(node)
      if node.id >= first { pending += node.operands }
    }
    return reach
  }
}
