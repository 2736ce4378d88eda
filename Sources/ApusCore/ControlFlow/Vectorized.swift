/// Applies `body` to every element of `examples` along their first axis at once: JAX's `vmap`, TensorFlow's `vectorized_map`.
///
///     let rows = Tensor<Float>([[3, 4], [6, 8]])
///     print(vectorized(over: rows) { row in sqrt((row * row).sum()) })   // [5.0, 10.0]
///
///     // The gradient of each example by itself
///     let gradients = vectorized(over: (images, labels)) { image, label in
///       gradient(at: model) { model in softmaxCrossEntropy(logits: model(image.expandingShape(at: 0)), labels: label.expandingShape(at: 0)) }
///     }
///
/// The body is written for one example and traced once; its operations are replaced by ones for all examples. Where there is no such
/// operation, as for a `whileLoop`, a loop of the program goes over them. What the body
/// captures is the same for all. Gradients of any order pass. A body cannot assign variables, nor draw random numbers without a seed,
/// which would be the same for all examples.
///
/// - Parameters:
///   - examples: a tensor, or a tuple, array or struct of tensors, of shape `[examples, …]`.
///   - body: makes of elements of shape `[…]` a tensor, or a tuple, array or struct of tensors.
/// - Returns: the results, of shape `[examples, …]`.
@inline(never)
public func vectorized<Input, Output>(over examples: Input, _ body: (Input) throws -> Output) rethrows -> Output {
  let stacks = LoopValue(examples)
  let poison = stacks.failure ?? stacks.mistake(in: "vectorized").map { Node.poisoned($0) }
  let parameters = stacks.nodes.map { poison ?? .argument($0.type.element, device: $0.device) }
  let recorder = BodyRecorder("vectorized")
  let made = LoopValue(try recorder.trace { try body(stacks.replacing(with: parameters)) })
  if let failure = poison ?? recorder.failure ?? made.failure { return made.replacing(with: made.nodes.map { _ in failure }) }
  return made.replacing(with: Node.vectorized(stacks.nodes, parameters, made.nodes))
}
