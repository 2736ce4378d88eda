extension Engine {
  /// Computes `nodes` and no others.
  package func materialize(_ nodes: [Node], alsoLive: Bool = true) throws { _ = try evaluate(nodes, alsoLive: alsoLive) }

  /// Computes `nodes`, and says by which program.
  ///
  /// - Returns: the digest of the program's text, the same in every process; `nil` if nothing had to be computed.
  package func materializeNamed(_ nodes: [Node]) throws -> String? {
    var digest: String?
    _ = try evaluate(nodes, alsoLive: true) { linear in digest = cachedProgram(linear.key).digest(of: linear) }
    return digest
  }

  /// The value of `node` in host memory: computed, waited for, counted as a read by the host.
  package func read(_ node: Node) throws -> HostArray { try read(together: [node])[0] }

  /// The values of `nodes` in host memory, counted as one read: the host waits once, for the last of them.
  package func read(together nodes: [Node]) throws -> [HostArray] {
    if nodes.isEmpty { return [] }
    let values = try nodes.map(evaluate)
    let clock = ContinuousClock()
    let start = clock.now
    let arrays = try values.map { try $0.hostArray(self) }
    let elapsed = start.duration(to: clock.now)
    count {
      $0.hostReads += 1
      $0.bytesToHost += arrays.reduce(0) { $0 + $1.type.byteCount }
      $0.deviceSeconds += elapsed / .seconds(1)
    }
    return arrays
  }
}
