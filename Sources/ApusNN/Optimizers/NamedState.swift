extension SlotOptimizer {
  /// What changes from step to step besides the model, under names that tell a file's reader what they belong to: `step`, and for each
  /// parameter its path and the numbers of its slots.
  ///
  ///     let optimizer = Adam(for: LeNet())
  ///     print(optimizer.namedState.map(\.name).prefix(3))   // ["step", "conv1.filter.slot0", "conv1.filter.slot1"]
  public var namedState: [(name: String, tensor: AnyTensor)] { Array(zip(optimizerState.names, optimizerState.tensors)) }

  /// Takes up what `namedState` was, in any order.
  ///
  /// - Throws: `OptimizerStateError` where a tensor is missing, of another type or not known; the optimizer then stays what it was.
  public mutating func restore(_ named: [String: AnyTensor]) throws(OptimizerStateError) {
    var tensors: [AnyTensor] = []
    for (name, tensor) in namedState {
      guard let found = named[name] else { throw .missing(name) }
      guard found.node.type == tensor.node.type else {
        throw .differs(name, needs: "\(tensor.node.type)", found: "\(found.node.type)")
      }
      tensors.append(found)
    }
    let unknown = Set(named.keys).subtracting(optimizerState.names)
    if let name = unknown.min() { throw .unknown(name) }
    state = tensors
  }
}

/// Why an optimizer does not take up a saved state.
public enum OptimizerStateError: Error, Hashable, Sendable {
  case missing(String)
  case differs(String, needs: String, found: String)
  case unknown(String)
}

extension OptimizerStateError: CustomStringConvertible {
  public var description: String {
    let hint = "\n  hint  the state belongs to another optimizer, or to a model with other parameters"
    switch self {
    case .missing(let name): return "Apus: the optimizer's state has no \(name)" + hint
    case .differs(let name, let needs, let found):
      return "Apus: the optimizer's \(name) is of another type\n  needs  \(needs)\n  found  \(found)" + hint
    case .unknown(let name): return "Apus: the optimizer has no \(name)" + hint
    }
  }
}
