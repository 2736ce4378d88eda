import Synchronization

/// Watches the trained variables of a model while its loss is computed.
final class VariableWatch: VariableObserver {
  private let variables: [VariableStorage]
  private let recording: Recording
  private let watches = Mutex<[(variable: VariableStorage, source: UInt64, node: Node)]>([])

  init(_ variables: [VariableStorage], _ recording: Recording) {
    self.variables = variables
    self.recording = recording
  }

  func reading(_ variable: VariableStorage, _ node: Node) -> Node {
    guard node.diagnosis == nil, variables.contains(where: { $0 === variable }) else { return node }
    return watches.withLock { watches in
      if let known = watches.first(where: { $0.variable === variable && $0.source == node.id }) { return known.node }
      let watched = recording.watch(node)
      watches.append((variable, node.id, watched))
      return watched
    }
  }

  func assigning(_ variable: VariableStorage, _ handle: Handle) -> Bool { false }

  /// What was read, in the order of reading: a variable that was assigned in between is there more than once.
  var nodes: [Node] { watches.withLock { $0.map(\.node) } }

  /// The sum of the gradients of each variable that was read.
  func summed(_ gradients: some Collection<Node>) -> [VariableGradient] {
    var found: [VariableGradient] = []
    for (watch, gradient) in zip(watches.withLock { $0 }, gradients) {
      if let index = found.firstIndex(where: { $0.variable === watch.variable }) {
        found[index].handle = Handle(found[index].node + gradient)
      } else {
        found.append(VariableGradient(variable: watch.variable, handle: Handle(gradient)))
      }
    }
    return found
  }
}

/// The gradient of one variable of a model.
package struct VariableGradient: Sendable {
  package let variable: VariableStorage
  package var handle: Handle

  package var node: Node { handle.node }
}

extension VariableGradient: Walkable {
  /// A gradient that comes out of a compiled or vectorized function has these among its tensors.
  static var walkPlan: WalkPlan {
    WalkPlan([.init(offset: MemoryLayout<Self>.offset(of: \.handle) ?? 0, content: .tensor(nil))])
  }
}
