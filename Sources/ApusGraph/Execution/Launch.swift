/// One run of a piece of the graph: what was pending when it started, and what it owns until it ends.
struct Launch {
  let linear: Linearization
  let ticket = Ticket()
  let inputs: [NodeValue]
  /// For each leaf what the run may do with it.
  let uses: [InputUse]

  /// Takes what `roots` need; `nil` if they have their values already.
  init?(_ roots: [Node], alsoLive: Bool) throws {
    let ticket = self.ticket
    let prepared = try GraphLock.held { () throws -> (Linearization, [NodeValue], [InputUse])? in
      let outputs = try Self.outputs(of: roots, alsoLive: alsoLive)
      if outputs.isEmpty { return nil }
      let linear = try Linearization(outputs: outputs)
      let uses = Self.uses(linear)  // before the list of inputs holds the values as well
      let inputs = try linear.leaves.map { leaf in
        guard let value = leaf.value else { throw leaf.failure ?? Mistake.readWhileTracing }
        return value
      }
      for node in linear.outputs { node.ticket = ticket }
      return (linear, inputs, uses)
    }
    guard let prepared else { return nil }
    (linear, inputs, uses) = prepared
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
  private static func uses(_ linear: Linearization) -> [InputUse] {
    zip(linear.leaves, linear.leafUses).map { $0.use(isAlone: $0.handleCount == 0 && $1 == Int($0.consumerCount)) }
  }

  /// Hangs the values on the nodes, which become leaves.
  func complete(with results: RunResults) {
    GraphLock.held {
      for (input, _) in results.renewed { linear.leaves[input].giveUpValue() }
      var released: [Node] = []
      for (node, value) in zip(linear.outputs, results.values) {
        node.value = value
        node.ticket = nil
        if let recording = node.recording?.active { recording.keep(node) } else { released += node.cut() }
      }
      removeMaterialized()
      for node in linear.outputs { node.trace = nil }
      Node.release(released)
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
    for node in linear.outputs {
      guard let trace = node.trace.map(Trace.root), trace !== last else { continue }
      trace.removeMaterialized()
      last = trace
    }
  }
}
