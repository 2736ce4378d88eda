/// Computes the tensors in what a function made, on the thread that made it: an element is ready when it is handed over, and a mistake in
/// it is an error at its place.
enum ReadyTensors {
  /// What has to be done to values of a type; `nil` where nothing can be lazy.
  static func preparation<Value>(of type: Value.Type) -> (@Sendable (Value) throws -> Void)? {
    if type is any Numeric.Type || type is any StringProtocol.Type || type == [UInt8].self { return nil }
    return { value in
      let nodes = tensors(of: value).map(\.node)
      if let diagnosis = nodes.lazy.compactMap(\.diagnosis).first { throw diagnosis }
      let pending = nodes.filter { !$0.isEvaluated }
      if !pending.isEmpty { try Context.local.engine.materialize(pending) }
    }
  }

  /// The extent of the first axis of the first tensor in a batch; 1 where there is none.
  static func sampleCount<Batch>(of batch: Batch) -> Int { tensors(of: batch).lazy.compactMap { $0.shape.first }.first ?? 1 }
}
