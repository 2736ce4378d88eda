// What walks over the graph leave on its nodes.
extension [Node] {
  /// For nodes that ran, oldest first: those that have their value and no recording forget how they came by it, and so does what nobody but this list
  /// holds any more; from the newest to the oldest, so that none is freed with others hanging on it. Called with `GraphLock` held.
  func forgetHistory() {
    withUnsafeBufferPointer { nodes in
      let nodes = UnsafeMutableBufferPointer(mutating: nodes)
      for place in nodes.indices.reversed() where nodes[place].hasForgettableHistory || isKnownUniquelyReferenced(&nodes[place]) {
        nodes[place].forgetOperands()
      }
    }
  }
}

extension Node {
  fileprivate var hasForgettableHistory: Bool { value != nil && !isHistoryKept }

  @exclusivity(unchecked) private nonisolated(unsafe) static var epoch: UInt32 = 0

  /// The number of a new walk, for `markEpoch`. With `GraphLock` held.
  static func nextEpoch() -> UInt32 {
    epoch &+= 1
    return epoch
  }

  func mark(_ reference: Program.Reference, _ epoch: UInt32) {
    markEpoch = epoch
    markReference = reference
  }

  /// What the walk numbered `epoch` said of the node.
  func reference(_ epoch: UInt32) -> Program.Reference? { markEpoch == epoch ? markReference : nil }
}
