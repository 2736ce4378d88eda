import Synchronization

/// The traces of one compiled function, by signature.
final class CompiledFunction: @unchecked Sendable {
  /// The types of all tensors in the arguments, the values of the rest, and the learning phase and the like around the call.
  struct Signature: Hashable {
    let types: [TensorType]
    let frozen: [Bool]
    let constants: [AnyHashable]
    let settings: Context.Settings
  }

  private struct Traced: @unchecked Sendable {  // never changed
    let signature: Signature
    let trace: RecordedProgram
    /// The arguments that were traced, without their tensors.
    let arguments: [Argument]
  }

  /// So many traces mean that something in the arguments changes from call to call.
  private static let traceBudget = 8

  private let lock = Mutex(())
  // Guarded by `lock`.
  private var traces: [Signature: Traced] = [:]
  private var last: Traced?
  private var current = CompilationReport()

  var report: CompilationReport { lock.withLock { _ in current } }

  /// The digest of the program that ran last.
  var lastProgramDigest: String? { lock.withLock { _ in last }?.trace.program?.digest }

  /// Runs the trace for the arguments' signature, made by `body` if there is none.
  ///
  /// - Parameter stateCount: how many of the first arguments are state, which `body` changes in their places.
  func call<Output>(_ arguments: [Argument], stateCount: Int, _ body: ([Argument]) -> Output) -> Output {
    // Inside a trace, and where a gradient may be asked for, a call is its body.
    if Context.local.isTracing { return body(arguments) }
    var tensors = ArgumentTensors(arguments, stateCount: stateCount, expecting: lock.withLock { _ in last?.signature.frozen.count ?? 0 })
    if Handle.areSomeRecorded(tensors.handles) {
      tensors.putBack()
      return body(arguments)
    }
    let known = lock.withLock { _ in
      current.callCount += 1
      // Every trace of one compiled function is of its own type of output.
      return isLast(tensors) ? last.map { unsafeDowncast($0.trace, to: FunctionTrace<Output>.self) } : nil
    }
    let trace = known ?? trace(tensors, body)
    let output = trace.run(&tensors)
    tensors.putBack()
    return output
  }

  /// What a call with these arguments will take. The program is traced and compiled unless it is known, and not run.
  ///
  /// - Returns: `nil` where a call is its body: inside a trace, and where a gradient may be asked for.
  /// - Throws: why there is no program.
  func memory<Output>(_ arguments: [Argument], stateCount: Int, _ body: ([Argument]) -> Output) throws -> ProgramMemory? {
    if Context.local.isTracing { return nil }
    var tensors = ArgumentTensors(arguments, stateCount: stateCount, expecting: lock.withLock { _ in last?.signature.frozen.count ?? 0 })
    defer { tensors.putBack() }
    if Handle.areSomeRecorded(tensors.handles) { return nil }
    return try trace(tensors, body).memory(of: tensors.handles)
  }

  /// Whether the signature is that of the last trace, which it mostly is: found without writing it down.
  private func isLast(_ tensors: ArgumentTensors) -> Bool {
    guard let last, last.signature.types.count == tensors.handles.count, last.signature.frozen == tensors.frozen,
      last.signature.settings == Context.local.settings
    else { return false }
    for index in tensors.handles.indices where tensors.handles[index].node.type != last.signature.types[index] { return false }
    for index in tensors.arguments.indices where !tensors.arguments[index].hasConstants(of: last.arguments[index]) { return false }
    return true
  }

  private func trace<Output>(_ tensors: ArgumentTensors, _ body: ([Argument]) -> Output) -> FunctionTrace<Output> {
    let signature = Signature(
      types: tensors.handles.map(\.node.type), frozen: tensors.frozen, constants: tensors.arguments.flatMap(\.constants),
      settings: Context.local.settings)
    let known = lock.withLock { _ in
      guard let traced = traces[signature] else { return nil as FunctionTrace<Output>? }
      last = traced
      return unsafeDowncast(traced.trace, to: FunctionTrace<Output>.self)
    }
    return known ?? makeTrace(signature, tensors, body)
  }

  private func makeTrace<Output>(_ signature: Signature, _ tensors: ArgumentTensors, _ body: ([Argument]) -> Output) -> FunctionTrace<
    Output
  > {
    let trace = FunctionTrace(tensors, body)
    let places = tensors.arguments.map { $0.copied() }
    for place in places { place.release() }
    let traced = Traced(signature: signature, trace: trace, arguments: places)
    lock.withLock { _ in
      traces[signature] = traced
      current.traceCount += 1
      current.signatures.append("(" + signature.types.map(\.description).joined(separator: ", ") + ")")
      if let last { current.retraces.append(Self.difference(last.signature, signature)) }
      last = traced
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
    let (settings, before) = (new.settings, old.settings)
    if settings.precision != before.precision { return "the precision is \(settings.precision), before it was \(before.precision)" }
    if settings.learningPhase != before.learningPhase {
      return "the learning phase is \(settings.learningPhase), before it was \(before.learningPhase)"
    }
    return "the constants or the device differ"
  }
}

extension CompiledFunction: Walkable {
  /// A model may keep a compiled function; its traces are none of the model's tensors.
  static var walkPlan: WalkPlan { WalkPlan() }
}
