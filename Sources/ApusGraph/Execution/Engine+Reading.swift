extension Engine {
  /// Computes `nodes` and no others.
  package func materialize(_ nodes: [Node], alsoLive: Bool = true) throws { try compute(nodes, alsoLive: alsoLive) }

  /// Computes `nodes`, and says by which program.
  ///
  /// - Returns: the digest of the program's text, the same in every process; `nil` if nothing had to be computed.
  package func materializeNamed(_ nodes: [Node]) throws -> String? {
    var digest: String?
    try compute(nodes, alsoLive: true) { launch in digest = self.cachedProgram(launch.linear.key).digest(of: launch.linear) }
    return digest
  }

  /// The value of `node` in host memory: computed, waited for, counted as a read by the host.
  package func read(_ node: Node) throws -> HostArray {
    let value = try evaluate(node)
    return try counted {
      try value.hostArray()
    } of: {
      $0.type.byteCount
    }
  }

  /// The values of `nodes` in host memory, counted as one read: the host waits once, for the last of them.
  package func read(together nodes: [Node]) throws -> [HostArray] {
    if nodes.isEmpty { return [] }
    let values = try nodes.map(evaluate)
    return try counted {
      try values.map { try $0.hostArray() }
    } of: {
      $0.reduce(0) { $0 + $1.type.byteCount }
    }
  }

  /// One read by the host, of so many bytes.
  private func counted<R>(_ read: () throws -> R, of byteCount: (R) -> Int) rethrows -> R {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try read()
    let elapsed = start.duration(to: clock.now)
    count {
      $0.hostReads += 1
      $0.bytesToHost += byteCount(result)
      $0.deviceSeconds += elapsed / .seconds(1)
    }
    return result
  }
}
