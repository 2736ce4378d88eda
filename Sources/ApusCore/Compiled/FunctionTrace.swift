/// One trace of a function: its program, and where results go. Immutable; the template is copied before it is filled.
final class FunctionTrace<Output>: @unchecked Sendable {
  private let template: Output
  private let program: TracedProgram?
  private let keyCount: Int
  private let resultCount: Int
  private let stateTypes: Int
  private let variables: [VariableStorage]
  private let assigned: [VariableStorage]
  /// Why there is no program.
  private let failure: (any Error)?

  init(_ arguments: [any ArgumentBox], stateCount: Int, _ body: ([any ArgumentBox]) -> Output) {
    let recorder = FunctionRecorder()
    let boxes = arguments.map { $0.copy() }
    var placeholders = arguments.flatMap(\.nodes).map { Node.argument($0.type, device: $0.device) }
    let inputs = placeholders
    var rest = placeholders[...]
    for box in boxes { box.replace(&rest) }
    placeholders = []
    let output = withContext(Context.local.with(recorders: Context.local.recorders + [recorder])) { body(boxes) }
    let results = Argument(output)
    let state = boxes.prefix(stateCount).flatMap(\.nodes)
    // Places, not values: a handle on what hangs on placeholders would be computed with whatever else hangs together with it.
    var emptied = output
    Argument.releasing(&emptied)
    template = emptied
    keyCount = recorder.keys.count
    resultCount = results.nodes.count
    stateTypes = state.count
    (variables, assigned) = (recorder.read.map(\.variable), recorder.written.map(\.variable))
    do {
      program = try TracedProgram(
        inputs: inputs + recorder.read.map(\.node) + recorder.keys, outputs: results.nodes + state + recorder.written.map { $0.handle.node }
      )
      failure = nil
    } catch {
      program = nil
      failure = error
    }
  }

  /// Runs the program on the arguments. State arguments get their new values in their boxes; after an error they keep the old ones.
  func run(_ arguments: [any ArgumentBox], _ nodes: [Node], stateCount: Int) -> Output {
    let result = Argument(template)
    do {
      guard let program else { throw failure ?? Mistake.readWhileTracing }
      for box in arguments.prefix(stateCount) { box.release() }
      let keys = (0..<keyCount).map { _ in Node.word(RandomKey(seed: nil).word) }
      var outputs = try program.run(nodes, variables.map(\.stored.node) + keys)[...]
      result.replace(&outputs)
      for box in arguments.prefix(stateCount) { box.replace(&outputs) }
      for variable in assigned { if let node = outputs.popFirst() { variable.replace(Handle(node)) } }
    } catch {
      var poisoned = Array(repeating: Node.poisoned(by: error), count: resultCount)[...]
      result.replace(&poisoned)
      var old = nodes.prefix(stateTypes)
      if program != nil { for box in arguments.prefix(stateCount) { box.replace(&old) } }
    }
    return result.value
  }
}
