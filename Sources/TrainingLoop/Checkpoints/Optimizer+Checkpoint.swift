import Checkpoints

extension Optimizer {
  /// The names of `state` in a checkpoint: those of the slots, or numbers for an optimizer that gives them no names.
  var checkpointNames: [String] {
    (self as? any SlotOptimizer)?.namedState.map(\.name) ?? state.indices.map(String.init)
  }

  func add(to checkpoint: inout Checkpoint) throws {
    if let named = self as? any SlotOptimizer { return try checkpoint.add(named, as: "optimizer") }
    for (index, tensor) in state.enumerated() { try checkpoint.add(tensor, as: "optimizer/\(index)") }
  }

  mutating func restore(from saved: SavedCheckpoint) throws {
    if var named = self as? any SlotOptimizer {
      try saved.restore(&named)
      if let restored = named as? Self { self = restored }
    } else {
      state = try state.indices.map { try saved.tensor("optimizer/\($0)") }
    }
  }
}
