/// What traces of functions with any output have in common.
class RecordedProgram: @unchecked Sendable {
  /// `nil` if a mistake kept it from being made.
  let program: TracedProgram?

  /// The variables that it reads.
  let variables: [VariableStorage]
  /// How many random numbers it draws anew in each run.
  let keyCount: Int
  /// Why there is no program.
  let failure: (any Error)?

  init(_ program: Result<TracedProgram, any Error>, _ recorder: FunctionRecorder) {
    switch program {
    case .success(let program): (self.program, failure) = (program, nil)
    case .failure(let error): (self.program, failure) = (nil, error)
    }
    variables = recorder.read.map(\.variable)
    keyCount = recorder.keys.count
  }

  /// What a run on arguments with these tensors will take. The program is compiled, or found, and not run.
  ///
  /// - Throws: why there is no program, or why it cannot be compiled.
  func memory(of handles: [Handle]) throws -> ProgramMemory {
    guard let program else { throw failure ?? Mistake.readWhileTracing }
    return try program.memory(handles, variables.map(\.stored.node))
  }
}

/// One trace of a function: its program, and where results go. Immutable; the template is copied before it is filled.
final class FunctionTrace<Output>: RecordedProgram, @unchecked Sendable {
  private let template: Output
  private let plan = ArgumentPlan(of: Output.self)
  /// For each tensor of the output whether it is left out of training.
  private let areFrozen: [Bool]
  /// The places of the state's tensors that the function changes.
  private let changed: [Int]
  private let assigned: [VariableStorage]

  /// - Parameter arguments: those that the function is called with.
  init(_ arguments: ArgumentTensors, _ body: ([Argument]) -> Output) {
    let traced = TracedBody(arguments, plan, body)
    let recorder = traced.recorder
    template = traced.template
    areFrozen = traced.results.map(\.isFrozen)
    changed = traced.changed
    assigned = recorder.written.map(\.variable)
    let made = Result { () throws -> TracedProgram in
      try traced.requireSameState()
      let (inputs, state) = (traced.inputs, traced.state)
      return try TracedProgram(
        inputs: inputs + recorder.read.map(\.node) + recorder.keys,
        isState: state.indices.map { state[$0] !== inputs[$0] },
        outputs: traced.results.map(\.node) + traced.changed.map { state[$0] } + recorder.written.map { $0.handle.node })
    }
    super.init(made, recorder)
  }

  /// Runs the program on the arguments. The state's handles stand for the new values afterwards; after an error they stay what they were.
  func run(_ arguments: inout ArgumentTensors) -> Output {
    var results: [Handle]
    do {
      guard let program else { throw failure ?? Mistake.readWhileTracing }
      let keys = (0..<keyCount).map { _ in Node.word(RandomKey(seed: nil).word) }
      var outputs = try program.run(&arguments.handles, variables.map(\.stored.node) + keys)[...]
      results = zip(outputs, areFrozen).map { Handle($0, isFrozen: $1) }
      outputs = outputs.dropFirst(areFrozen.count)
      for place in changed { if let node = outputs.popFirst() { Handle.move(&arguments.handles[place], to: node) } }
      for variable in assigned { if let node = outputs.popFirst() { variable.replace(Handle(node)) } }
    } catch {
      results = areFrozen.map { Handle(Node.poisoned(by: error), isFrozen: $0) }
    }
    var output = template
    var rest = results[...]
    withUnsafeMutablePointer(to: &output) { Argument(at: $0, plan).put(&rest) }
    return output
  }
}
