/// What traces of functions with any output have in common.
class RecordedProgram: @unchecked Sendable {
  /// `nil` if a mistake kept it from being made.
  let program: TracedProgram?

  init(_ program: TracedProgram?) { self.program = program }
}

/// One trace of a function: its program, and where results go. Immutable; the template is copied before it is filled.
final class FunctionTrace<Output>: RecordedProgram, @unchecked Sendable {
  private let template: Output
  private let plan = ArgumentPlan(of: Output.self)
  private let keyCount: Int
  /// For each tensor of the output whether it is left out of training.
  private let areFrozen: [Bool]
  /// The places of the state's tensors that the function changes.
  private let changed: [Int]
  private let variables: [VariableStorage]
  private let assigned: [VariableStorage]
  /// Why there is no program.
  private let failure: (any Error)?

  /// - Parameter arguments: those that the function is called with.
  init(_ arguments: ArgumentTensors, _ body: ([Argument]) -> Output) {
    let traced = TracedBody(arguments, plan, body)
    let recorder = traced.recorder
    template = traced.template
    keyCount = recorder.keys.count
    areFrozen = traced.results.map(\.isFrozen)
    changed = traced.changed
    (variables, assigned) = (recorder.read.map(\.variable), recorder.written.map(\.variable))
    let made = Result { () throws -> TracedProgram in
      try traced.requireSameState()
      let (inputs, state) = (traced.inputs, traced.state)
      return try TracedProgram(
        inputs: inputs + recorder.read.map(\.node) + recorder.keys,
        isState: state.indices.map { state[$0] !== inputs[$0] },
        outputs: traced.results.map(\.node) + traced.changed.map { state[$0] } + recorder.written.map { $0.handle.node })
    }
    if case .failure(let error) = made { failure = error } else { failure = nil }
    super.init(try? made.get())
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
