import Synchronization

/// Watches a function being traced: which variables it reads and writes.
final class FunctionRecorder: VariableObserver, TraceRecorder, @unchecked Sendable {
  // One trace runs on one task; the recorder lives as long as it.
  private(set) var read: [(variable: VariableStorage, node: Node)] = []
  private(set) var written: [(variable: VariableStorage, handle: Handle)] = []

  /// Keys of random draws without a seed: each call of the function gets others.
  private(set) var keys: [Node] = []

  func drawKey() -> Node {
    let key = Node.argument(TensorType(.uint64, .scalar), device: Context.local.device)
    keys.append(key)
    return key
  }

  func reading(_ variable: VariableStorage, _ node: Node) -> Node {
    if let latest = written.last(where: { $0.variable === variable }) { return latest.handle.node }
    if let known = read.first(where: { $0.variable === variable }) { return known.node }
    let node = Node.argument(variable.type, device: node.device)
    read.append((variable, node))
    return node
  }

  func assigning(_ variable: VariableStorage, _ handle: Handle) -> Bool {
    written.removeAll { $0.variable === variable }
    written.append((variable, handle))
    return true
  }
}
