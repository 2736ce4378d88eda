/// A function's body run once on placeholders: what it made of them.
struct TracedBody<Output> {
  /// The output without its tensors: a handle on what hangs on placeholders would be computed with whatever else hangs together with it.
  let template: Output
  /// The placeholders in the place of the arguments' tensors.
  let inputs: [Node]
  /// The output's tensors, in the order of a walk.
  let results: [Handle]
  /// The state's tensors after the call.
  let state: [Node]
  /// The places of the state's tensors that the function changes.
  let changed: [Int]
  /// Which variables it read and wrote, and which random numbers it drew.
  let recorder = FunctionRecorder()

  /// - Parameters:
  ///   - arguments: those that the function is called with.
  ///   - plan: of `Output`.
  init(_ arguments: ArgumentTensors, _ plan: ArgumentPlan, _ body: ([Argument]) -> Output) {
    let copies = arguments.arguments.map { $0.copied() }
    let inputs = arguments.handles.map { Node.argument($0.node.type, device: $0.node.device) }
    var places = zip(arguments.handles, inputs).map { Handle($1, isFrozen: $0.isFrozen) }[...]
    for copy in copies { copy.put(&places) }
    places = []
    let output = withContext(Context.local.with(recorder: recorder)) { body(copies) }
    let after = ArgumentTensors(copies, stateCount: arguments.stateCount, expecting: inputs.count)
    let state = after.handles.prefix(arguments.stateHandleCount).map(\.node)
    let emptied = Argument(output, plan)
    results = ArgumentTensors([emptied], stateCount: 1, expecting: 0).handles
    template = emptied.value(as: Output.self).pointee
    changed = state.indices.filter { state[$0] !== inputs[$0] }
    (self.inputs, self.state) = (inputs, state)
    stateCounts = (arguments.stateHandleCount, after.stateHandleCount)
  }

  private let stateCounts: (before: Int, after: Int)

  /// - Throws: a mistake where the function made the state larger or smaller.
  func requireSameState() throws(Mistake) {
    if stateCounts.before == stateCounts.after { return }
    throw .argument(
      function: "compiled",
      problem: "the state has \(stateCounts.before) tensors before a call and \(stateCounts.after) after it",
      hint: "append to arrays of tensors, and remove from them, outside of the function")
  }
}
