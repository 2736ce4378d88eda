/// Applies `body` to the elements of `arrays` along their first axis, one after the other: a loop whose program does not grow with the
/// number of its steps. JAX's `lax.scan`, TensorFlow's `scan`.
///
///     let x = Tensor<Float>([1, 2, 3, 4])
///     let (total, sums) = scan(Tensor<Float>(0), over: x) { sum, x in (sum + x, sum + x) }
///     print(total, sums)   // 10.0 [1.0, 3.0, 6.0, 10.0]
///
/// Carried values, arrays and outputs are tensors, tuples, arrays or structs of tensors. `body` is traced once: its host code runs while
/// tracing, and a value cannot be read in it. What it uses from around it is captured, such as the weights of a layer, and gradients
/// of any order pass to it, to `initial` and to `arrays`. Steps whose derivative is asked for keep what it needs of them, stacked.
///
/// A body cannot assign variables, or draw random numbers without a seed, which would be the same at each step; the results of one
/// that does carry the diagnosis, as do those of a body whose carried values change their shape or scalar type.
///
/// - Parameters:
///   - initial: the values carried into the first step.
///   - arrays: tensors of shape `[steps, …]`; `body` gets one element of each, of shape `[…]`.
///   - reversed: whether to go from the last element to the first. Outputs lie at the places of their elements all the same.
///   - body: makes of carried values and elements the next carried values and an output.
/// - Returns: the values carried out of the last step, and the outputs of all steps, stacked to `[steps, …]`.
@inline(never)
public func scan<Carry, Elements, Output>(
  _ initial: Carry, over arrays: Elements, reversed: Bool = false, _ body: (Carry, Elements) throws -> (Carry, Output)
) rethrows -> (carry: Carry, outputs: Output) {
  let entering = LoopValue(initial), stacks = LoopValue(arrays)
  let operands = entering.nodes + stacks.nodes
  let poison = operands.first { $0.diagnosis != nil } ?? stacks.mistake(in: "scan").map { Node.poisoned($0) }
  let parameters = operands.enumerated().map { index, operand in
    poison ?? .argument(index < entering.places.count ? operand.type : operand.type.element, device: operand.device)
  }
  let recorder = BodyRecorder("scan")
  let (carry, output) = try recorder.trace {
    try body(
      entering.replacing(with: parameters.prefix(entering.places.count)),
      stacks.replacing(with: parameters.dropFirst(entering.places.count)))
  }
  let leaving = LoopValue(carry), made = LoopValue(output)
  let failure = poison ?? recorder.failure ?? leaving.failure ?? made.failure ?? mismatch(entering, leaving, made).map { Node.poisoned($0) }
  let results =
    failure.map { [Node](repeating: $0, count: leaving.places.count + made.places.count) }
    ?? Node.scan(operands, stacks.places.count, reversed: reversed, parameters, leaving.nodes, made.nodes)
  return (leaving.replacing(with: results.prefix(leaving.places.count)), made.replacing(with: results.dropFirst(leaving.places.count)))
}

/// Applies `body` so many times, one after the other: a loop whose program does not grow with their number.
///
///     // Ten epochs of training in one call of one program
///     let epochs = compiled { (model: inout Line, optimizer: inout SGD<Line>, x: Tensor<Float>, y: Tensor<Float>) in
///       let (state, losses) = scan((model, optimizer), steps: 10) { state, _ in
///         var (model, optimizer) = state
///         let (loss, slope) = valueWithGradient(at: model) { meanSquaredError(predicted: $0(x), expected: y) }
///         optimizer.update(&model, along: slope)
///         return ((model, optimizer), loss)
///       }
///       (model, optimizer) = state
///       return losses   // [10]
///     }
///
/// As `scan(_:over:reversed:_:)`, which this is over the numbers of the steps.
///
/// - Parameters:
///   - initial: the values carried into the first step.
///   - count: the number of steps; a mistake below 1.
///   - body: makes of carried values and the step's number, from 0, the next carried values and an output.
/// - Returns: the values carried out of the last step, and the outputs of all steps, stacked to `[count, …]`.
@inline(never)
public func scan<Carry, Output>(
  _ initial: Carry, steps count: Int, _ body: (Carry, Tensor<Int32>) throws -> (Carry, Output)
) rethrows -> (carry: Carry, outputs: Output) {
  let numbers =
    if count < 1 {
      Tensor<Int32>(.poisoned(loopMistake("there are \(count) steps", "take 1 or more")))
    } else {
      Tensor<Int32>(rangeFrom: 0, to: Int32(clamping: count), stride: 1)
    }
  return try scan(initial, over: numbers, body)
}

private func mismatch<Carry, Output>(_ entering: LoopValue<Carry>, _ leaving: LoopValue<Carry>, _ output: LoopValue<Output>) -> Mistake? {
  if let problem = entering.difference(from: leaving, ("enters a step", "leaves it")) {
    return loopMistake(problem, "carried values keep their shapes and scalar types")
  }
  return output.fixedPath.map {
    loopMistake("the output's tensor `\($0)` lies in a let or an object, where it cannot be replaced", "make it a var")
  }
}

private func loopMistake(_ problem: String, _ hint: String) -> Mistake { .argument(function: "scan", problem: problem, hint: hint) }
