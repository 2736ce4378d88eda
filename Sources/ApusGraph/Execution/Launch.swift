/// One run of a piece of the graph: what was pending when it started, and what it owns until it ends.
final class Launch {
  let linear: Linearization
  let ticket = Ticket()
  let inputs: [NodeValue]
  /// For each leaf what the run may do with it.
  let uses: [InputUse]

  /// Takes what `roots` need; `nil` if they have their values already.
  static func of(_ roots: [Node], alsoLive: Bool) throws -> Launch? {
    try GraphLock.held {
      let outputs = try outputs(of: roots, alsoLive: alsoLive)
      return outputs.isEmpty ? nil : try Launch(outputs)
    }
  }

  private init(_ outputs: [Node]) throws {
    let linear = try Linearization(outputs: outputs)
    uses = Self.uses(linear.leaves, linear.leafUses)  // before the list of inputs holds the values as well
    inputs = try linear.leaves.map { leaf in
      guard let value = leaf.value else { throw leaf.failure ?? Mistake.readWhileTracing }
      return value
    }
    self.linear = linear
    outputs.forEachHeld { $0.ticket = ticket }
  }

  /// What a program that computes `roots` gives, each node once, oldest first. With `GraphLock` held.
  static func outputs(of roots: [Node], alsoLive: Bool) throws -> [Node] {
    var outputs: [Node] = []
    var seen: Trace?
    let epoch = Node.nextEpoch()
    func add(_ node: Node) {
      if node.markEpoch == epoch { return }
      node.markEpoch = epoch
      outputs.append(node)
    }
    for root in roots where root.value == nil {
      if let failure = root.failure { throw failure }
      if let ticket = root.ticket { throw Ticket.Wait(ticket: ticket) }
      add(root)
      guard alsoLive, let trace = root.trace.map(Trace.root), trace !== seen else { continue }
      seen = trace  // the roots mostly hang together
      outputs.reserveCapacity(outputs.count + trace.liveCount)
      trace.forEachLive { if $0.value == nil, $0.failure == nil, $0.ticket == nil { add($0) } }
    }
    outputs.sortByAge()
    return outputs
  }

  /// A leaf can be given away if no handle is left on it and only nodes of this run, whose history nobody records, use it.
  private static func uses(_ leaves: [Node], _ leafUses: [Int]) -> [InputUse] {
    zip(leaves, leafUses).map { $0.use(isAlone: $0.handleCount == 0 && $1 == Int($0.consumerCount)) }
  }

  /// Hangs the values on the nodes, which become leaves.
  func complete(with results: RunResults) {
    GraphLock.held {
      for (input, _) in results.renewed { linear.leaves[input].giveUpValue() }
      var index = 0
      linear.outputs.forEachHeld { node in
        node.value = results.values[index]
        node.ticket = nil
        if let recording = node.recording?.active { recording.keep(node) }
        index += 1
      }
      removeMaterialized()
      linear.outputs.forEachHeld { $0.trace = nil }
      linear.nodes.forgetHistory()
    }
  }

  /// Every reader of these nodes gets the error.
  func fail(with error: any Error) {
    GraphLock.held {
      for node in linear.outputs {
        node.failure = error
        node.ticket = nil
      }
      removeMaterialized()
    }
  }

  /// Takes the outputs off the lists of their traces, most of which are one.
  private func removeMaterialized() {
    var last: Trace?
    linear.outputs.forEachHeld { node in
      guard let trace = node.trace.map(Trace.root), trace !== last else { return }
      trace.removeMaterialized()
      last = trace
    }
  }
}
