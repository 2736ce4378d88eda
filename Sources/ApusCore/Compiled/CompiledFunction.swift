import Synchronization

/// The traces of one compiled function, by signature.
final class CompiledFunction: @unchecked Sendable {
  /// The types of all tensors in the arguments, and the values of the rest.
  struct Signature: Hashable {
    let types: [TensorType]
    let constants: [AnyHashable]
  }

  /// So many traces mean that something in the arguments changes from call to call.
  private static let traceBudget = 8

  private let lock = Mutex(())
  // Guarded by `lock`.
  private var traces: [Signature: AnyObject] = [:]
  private var last: Signature?
  private var lastTrace: AnyObject?
  private var current = CompilationReport()

  var report: CompilationReport { lock.withLock { _ in current } }

  /// Runs the trace for the arguments' signature, made by `body` if there is none.
  ///
  /// - Parameters:
  ///   - nodes: those of all arguments.
  ///   - stateCount: how many of the first arguments are state, which `body` changes in their boxes.
  func call<Output>(
    _ arguments: [any ArgumentBox], _ nodes: [Node], stateCount: Int, _ body: ([any ArgumentBox]) -> Output
  ) -> Output {
    let signature = Signature(types: nodes.map(\.type), constants: arguments.flatMap(\.constants))
    let trace = lock.withLock { _ in
      current.callCount += 1
      // Every trace of one compiled function is of its own type of output.
      return (signature == last ? lastTrace : traces[signature]).map { unsafeDowncast($0, to: FunctionTrace<Output>.self) }
    }
    let ready = trace ?? makeTrace(signature, arguments, stateCount, body)
    return ready.run(arguments, nodes, stateCount: stateCount)
  }

  /// Inside a trace, and where a gradient may be asked for, a call is its body.
  static func mustRunInline(_ nodes: [Node]) -> Bool { Context.local.isTracing || nodes.contains(where: \.isRecorded) }

  private func makeTrace<Output>(
    _ signature: Signature, _ arguments: [any ArgumentBox], _ stateCount: Int, _ body: ([any ArgumentBox]) -> Output
  ) -> FunctionTrace<Output> {
    let trace = FunctionTrace(arguments, stateCount: stateCount, body)
    lock.withLock { _ in
      traces[signature] = trace
      current.traceCount += 1
      current.signatures.append("(" + signature.types.map(\.description).joined(separator: ", ") + ")")
      if let last { current.retraces.append(Self.difference(last, signature)) }
      (last, lastTrace) = (signature, trace)
      if current.traceCount == Self.traceBudget {
        Diagnosis.note(
          "Apus: a compiled function was traced \(Self.traceBudget) times; the last time because \(current.retraces.last ?? "")")
      }
    }
    Context.local.engine.countTrace()
    return trace
  }

  private static func difference(_ old: Signature, _ new: Signature) -> String {
    if old.types.count != new.types.count { return "the arguments hold \(new.types.count) tensors, before it were \(old.types.count)" }
    for (index, (a, b)) in zip(old.types, new.types).enumerated() where a != b { return "tensor \(index) is \(b), before it was \(a)" }
    for (a, b) in zip(old.constants, new.constants) where a != b { return "a constant is \(b), before it was \(a)" }
    return "the constants differ"
  }
}

extension CompiledFunction: Walkable {
  /// A model may keep a compiled function; its traces are none of the model's tensors.
  static var walkPlan: WalkPlan<CompiledFunction> { WalkPlan() }
}
