/// Computes the tensors in what a function made, on the thread that made it: an element is ready when it is handed over, and a mistake in
/// it is an error at its place.
enum ReadyTensors {
  /// What has to be done to values of a type; `nil` where nothing can be lazy.
  static func preparation<Value>(of type: Value.Type) -> (@Sendable (Value) throws -> Void)? {
    if type is any Numeric.Type || type is any StringProtocol.Type || type == [UInt8].self { return nil }
    return { value in
      var nodes: [Node] = []
      collect(value, &nodes)
      if let diagnosis = nodes.lazy.compactMap(\.diagnosis).first { throw diagnosis }
      let pending = nodes.filter { !$0.isEvaluated }
      if !pending.isEmpty { try Context.local.engine.materialize(pending) }
    }
  }

  /// The extent of the first axis of the first tensor in a batch; 1 where there is none.
  static func sampleCount(of batch: Any) -> Int {
    var nodes: [Node] = []
    collect(batch, &nodes)
    return nodes.lazy.compactMap { $0.shape.first }.first ?? 1
  }

  private static func collect(_ value: Any, _ nodes: inout [Node]) {
    if let tensor = value as? any LazyValue { return nodes.append(tensor.lazyNode) }
    if let tensors = value as? [AnyTensor] { return nodes += tensors.map(\.node) }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .tuple, .struct, .optional: for child in mirror.children { collect(child.value, &nodes) }
    default: break
    }
  }
}

private protocol LazyValue { var lazyNode: Node { get } }

extension Tensor: LazyValue { fileprivate var lazyNode: Node { node } }
extension AnyTensor: LazyValue { fileprivate var lazyNode: Node { node } }
