/// What `then` makes if `predicate` is true, else what `otherwise` makes; only that one is computed. JAX's and TensorFlow's `cond`.
///
///     let x = Tensor<Float>(-4)
///     print(cond(x .> 0, then: { sqrt(x) }, else: { Tensor(0) }))   // 0.0
///
/// Both closures are traced, so the host code of both runs. They capture what they use; gradients of any order pass to it. (To choose
/// element by element, where both sides are computed, there is `replacing(with:where:)`.) A closure cannot assign variables.
///
/// - Parameters:
///   - predicate: a scalar.
///   - then: makes a tensor, or a tuple, array or struct of tensors.
///   - otherwise: makes the same, with the same shapes.
@inline(never)
public func cond<Result>(
  _ predicate: Tensor<Bool>, then: () throws -> Result, else otherwise: () throws -> Result
) rethrows -> Result {
  let recorder = BodyRecorder("cond", runsOnce: true)
  let first = Node.currentID
  let yes = LoopValue(try recorder.trace(then))
  let second = Node.currentID
  let no = LoopValue(try recorder.trace(otherwise))
  func poisoned(_ node: Node) -> Result { yes.replacing(with: yes.nodes.map { _ in node }) }
  if let failure = recorder.failure ?? ([predicate.node] + yes.nodes + no.nodes).first(where: { $0.diagnosis != nil }) {
    return poisoned(failure)
  }
  if predicate.rank != 0 {
    return poisoned(.poisoned(.rank(operation: "cond", shape: predicate.shape, expected: "a predicate that is a scalar")))
  }
  if let problem = yes.difference(from: no, ("comes", "else")) {
    return poisoned(.poisoned(.argument(function: "cond", problem: problem, hint: "both closures return the same shapes and scalar types")))
  }
  do {
    // The number of a branch is that of the predicate: 0 for false.
    let branches = [TracedBranch(since: second, no.nodes), TracedBranch(since: first, yes.nodes)]
    return yes.replacing(with: try Node.conditional(predicate.node.converted(to: .int32), branches))
  } catch {
    return poisoned(.poisoned(by: error))
  }
}
