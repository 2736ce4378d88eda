/// Applies `body` as long as `condition` holds. TensorFlow's and JAX's `while_loop`.
///
///     let result = whileLoop((Tensor<Int32>(1), Tensor<Float>(1)), while: { $0.0 .< 6 }, do: { ($0.0 + 1, $0.1 * 2) })
///     print(result.1)   // 32.0
///
/// Both closures are traced once and capture what they use, under the rules of `scan`. How many steps there will be is not known, so
/// that a gradient through the loop is a diagnosis; give `maximumIterations` for one. A condition that never becomes false never ends.
///
/// - Parameters:
///   - initial: a tensor, or a tuple, array or struct of tensors; every step keeps their shapes and scalar types.
///   - condition: makes a scalar.
@inline(never)
public func whileLoop<State>(
  _ initial: State, while condition: (State) throws -> Tensor<Bool>, do body: (State) throws -> State
) rethrows -> State {
  let entering = LoopValue(initial)
  let poison = entering.failure
  let parameters = entering.nodes.map { poison ?? .argument($0.type, device: $0.device) }
  let recorder = BodyRecorder("whileLoop")
  let (goesOn, state) = try recorder.trace {
    let state = entering.replacing(with: parameters)
    return (try condition(state), try body(state))
  }
  let leaving = LoopValue(state)
  func poisoned(_ node: Node) -> State { leaving.replacing(with: leaving.nodes.map { _ in node }) }
  if let failure = poison ?? recorder.failure ?? leaving.failure ?? LoopValue(goesOn).failure { return poisoned(failure) }
  if goesOn.rank != 0 {
    return poisoned(.poisoned(.rank(operation: "whileLoop", shape: goesOn.shape, expected: "a condition that is a scalar")))
  }
  let problem = entering.difference(from: leaving, ("enters a step", "leaves it")) ?? (parameters.isEmpty ? "no tensor is carried" : nil)
  if let problem {
    return poisoned(
      .poisoned(.argument(function: "whileLoop", problem: problem, hint: "carried values keep their shapes and scalar types")))
  }
  return leaving.replacing(with: Node.whileLoop(entering.nodes, parameters, while: goesOn.node, do: leaving.nodes))
}

/// Applies `body` as long as `condition` holds, at most `maximumIterations` times: a loop that has gradients of any order.
///
/// It is a `scan` of that many steps, of which those after the end do nothing.
@inline(never)
public func whileLoop<State>(
  _ initial: State, maximumIterations: Int, while condition: (State) throws -> Tensor<Bool>, do body: (State) throws -> State
) rethrows -> State {
  let steps = Tensor<Int32>(rangeFrom: 0, to: Int32(clamping: max(0, maximumIterations)), stride: 1)
  return try scan(initial, over: steps) { state, _ in
    (try cond(try condition(state), then: { try body(state) }, else: { state }), ())
  }.carry
}
