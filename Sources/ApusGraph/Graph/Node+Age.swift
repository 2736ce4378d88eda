extension Node {
  /// `nodes`, each of which is there once, from the oldest to the newest.
  ///
  /// Identifiers of nodes that belong together lie close to each other, so their places are mostly known without comparing them.
  static func inOrderOfAge(_ nodes: [Node]) -> [Node] {
    guard let first = nodes.first else { return nodes }
    let (oldest, newest) = nodes.reduce((first.id, first.id)) { (Swift.min($0.0, $1.id), Swift.max($0.1, $1.id)) }
    let range = Int(newest - oldest) + 1
    if range > 8 * nodes.count + 64 { return nodes.sorted { $0.id < $1.id } }
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: range) { places in
      places.initialize(repeating: -1)
      for index in nodes.indices { places[Int(nodes[index].id - oldest)] = Int32(index) }
      var ordered: [Node] = []
      ordered.reserveCapacity(nodes.count)
      for place in places where place >= 0 { ordered.append(nodes[Int(place)]) }
      return ordered
    }
  }
}
