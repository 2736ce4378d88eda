extension Engine {
  /// Computes `nodes` and no others.
  package func materialize(_ nodes: [Node], alsoLive: Bool = true) throws { _ = try evaluate(nodes, alsoLive: alsoLive) }

  /// The value of `node` in host memory: computed, waited for, counted as a read by the host.
  package func read(_ node: Node) throws -> HostArray {
    let value = try evaluate(node)
    let array = try value.hostArray(self)
    count {
      $0.hostReads += 1
      $0.bytesToHost += array.type.byteCount
    }
    return array
  }
}
