/// What `body` makes, of which a gradient keeps nothing but the results: it computes the values in between once more. Less memory for
/// more time; Keras's `recompute_grad`, JAX's and PyTorch's checkpointing.
///
///     for block in blocks { x = recomputed { block(x) } }
///
/// A body is worth it whose values in between are much larger than its results. It captures what it uses, may draw random numbers (the same
/// ones are used again), and cannot assign variables.
///
/// - Parameter body: makes a tensor, or a tuple, array or struct of tensors.
@inline(never)
public func recomputed<Result>(_ body: () throws -> Result) rethrows -> Result {
  let recorder = BodyRecorder("recomputed", runsOnce: true)
  let first = Node.currentID
  let made = LoopValue(try recorder.trace(body))
  if let failure = recorder.failure ?? made.failure { return made.replacing(with: made.nodes.map { _ in failure }) }
  return made.replacing(with: Node.recomputed(made.nodes, since: first))
}
