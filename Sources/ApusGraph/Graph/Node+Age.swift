extension [Node] {
  /// From the oldest to the newest.
  ///
  /// Identifiers of nodes that belong together lie close to each other, so their places are mostly known without comparing them. References
  /// are moved as they are, and not counted.
  mutating func sortByAge() {
    withUnsafeMutableBufferPointer { nodes in
      nodes.withMemoryRebound(to: Unmanaged<Node>.self) { $0.sortByAge() }
    }
  }
}

extension [Unmanaged<Node>] {
  /// From the oldest to the newest. The nodes have to be held by somebody else.
  mutating func sortByAge() { withUnsafeMutableBufferPointer { $0.sortByAge() } }
}

extension UnsafeMutableBufferPointer<Unmanaged<Node>> {
  fileprivate func sortByAge() {
    if count < 2 || moveToPlaces() { return }
    var nodes = self
    nodes.sort { $0.age < $1.age }
  }

  /// - Returns: whether it is done; otherwise nothing has changed, because identifiers lie far apart or one is there twice.
  fileprivate func moveToPlaces() -> Bool {
    var oldest = UInt64.max, newest: UInt64 = 0
    for node in self {
      let age = node.age
      oldest = Swift.min(oldest, age)
      newest = Swift.max(newest, age)
    }
    let first = oldest, range = Int(newest - oldest) + 1
    if range > 8 * count + 64 { return false }
    return withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer?.self, capacity: range) { places in
      places.initialize(repeating: nil)
      for node in self {
        let place = Int(node.age - first)
        if places[place] != nil { return false }
        places[place] = node.toOpaque()
      }
      var index = 0
      for case .some(let node) in places {
        self[index] = .fromOpaque(node)
        index += 1
      }
      return true
    }
  }
}

extension Unmanaged<Node> {
  /// The identifier, which is the larger the younger a node is.
  fileprivate var age: UInt64 { _withUnsafeGuaranteedRef { $0.id } }
}
