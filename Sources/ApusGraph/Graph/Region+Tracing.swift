extension Region {
  /// The region of a function that was traced, and what it captured: the nodes that follow its parameters as operands.
  ///
  /// Whatever does not depend on the parameters stays outside, so that a loop computes it once. Numbers written in the body stay
  /// outside as well: the compiler sinks them into the loop, and a program that comes back with others takes them as inputs.
  ///
  /// - Parameters:
  ///   - first: if given, nodes with this identifier or a later one belong inside even if they depend on no parameter: a branch
  ///     must not be computed unless it is taken.
  static func closing(_ results: [Node], over parameters: [Node], since first: UInt64? = nil) throws -> (region: Region, captures: [Node]) {
    // One lock, because another thread may compute a captured node, which then has no operands any more.
    try GraphLock.held { () throws -> (Region, [Node]) in
      let captures = try captures(of: results, parameters, since: first)
      return (try Region(parameters + captures, results), captures)
    }
  }

  /// What `results` need that belongs outside, in the order of use.
  static func captures(of results: [Node], _ parameters: [Node], since first: UInt64? = nil) throws -> [Node] {
    if let diagnosis = results.lazy.compactMap(\.diagnosis).first { throw diagnosis }
    return GraphLock.held {
      let walk = RegionWalk(results, parameters, since: first)
      var captures: [Node] = []
      var seen: Set<UInt64> = []
      func capture(_ node: Node) {
        if !walk.inside.contains(node.id), seen.insert(node.id).inserted { captures.append(node) }
      }
      for node in walk.ordered where walk.inside.contains(node.id) { node.operands.forEach(capture) }
      results.forEach(capture)
      return captures
    }
  }

  /// Those of `nodes` that depend on one of `parameters`.
  static func dependents(among nodes: [Node], on parameters: [Node]) -> Set<UInt64> {
    GraphLock.held { RegionWalk(nodes, parameters, since: nil).inside.intersection(nodes.map(\.id)) }
  }
}

/// Which nodes belong to a body. With `GraphLock` held.
private struct RegionWalk {
  /// What the results need and what is no older than the parameters, oldest first.
  private(set) var ordered: [Node] = []
  /// The identifiers of the parameters and of the nodes that belong inside.
  private(set) var inside: Set<UInt64>

  init(_ results: [Node], _ parameters: [Node], since first: UInt64?) {
    inside = Set(parameters.map(\.id))
    let oldest = min(first ?? .max, inside.min() ?? .max)
    var pending = results
    var seen: Set<UInt64> = []
    while let node = pending.popLast() {
      if node.id < oldest || !seen.insert(node.id).inserted { continue }
      ordered.append(node)
      pending += node.operands
    }
    ordered.sort { $0.id < $1.id }
    for node in ordered where !inside.contains(node.id) {
      if node.operands.contains(where: { inside.contains($0.id) }) || first.map({ Self.belongsInside(node, since: $0) }) ?? false {
        inside.insert(node.id)
      }
    }
  }

  /// What has a value, or waits for one, is captured; so is a node that stands for a watched one: gradients are taken at it.
  private static func belongsInside(_ node: Node, since first: UInt64) -> Bool {
    node.id >= first && node.kind == .operation && node.value == nil && node.ticket == nil && !(node.operation is Identity)
  }
}
