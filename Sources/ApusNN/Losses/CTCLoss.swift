/// The mean over the batch of −ln of the probability that the logits give to the labels, whatever their times: connectionist temporal
/// classification.
///
/// A path names a class or the blank at each time; it stands for the labels that are left when repetitions are merged and blanks taken
/// out. The probability of labels is the sum over all paths that stand for them; one `scan` over time adds them up.
///
///     let loss = ctcLoss(logits: model(sound), labels: letters, logitLengths: times, labelLengths: counts)
///
/// Labels that no path of so few times can stand for have an infinite loss, which makes the mean infinite, and no gradient.
///
/// - Parameters:
///   - logits: `[batch, time, classes]`
///   - labels: `[batch, labels]`, each from 0 to classes − 1 and not the blank; what is beyond an example's length is not looked at.
///   - logitLengths: `[batch]`: how many times of each example count.
///   - labelLengths: `[batch]`: how many labels each example has.
///   - blank: the class that stands for no label: 0, as in PyTorch. (Keras's older backend has the last class.)
///
/// Graves, Fernández, Gomez and Schmidhuber, "Connectionist temporal classification: labelling unsegmented sequence data with recurrent
/// neural networks", 2006, equations 5 to 8.
@inline(never)
public func ctcLoss<Scalar: TensorFloatingPoint>(
  logits: Tensor<Scalar>, labels: Tensor<Int32>, logitLengths: Tensor<Int32>, labelLengths: Tensor<Int32>, blank: Int32 = 0
) -> Tensor<Scalar> {
  ctcLoss(
    logits: logits, labels: labels, logitLengths: logitLengths, labelLengths: labelLengths, blank: blank, reduction: { $0.mean() })
}

/// The losses of all examples, reduced by `reduction`.
@inline(never)
public func ctcLoss<Scalar: TensorFloatingPoint>(
  logits: Tensor<Scalar>, labels: Tensor<Int32>, logitLengths: Tensor<Int32>, labelLengths: Tensor<Int32>, blank: Int32 = 0,
  reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  if let problem = problem(logits, labels, logitLengths, labelLengths) { return Tensor(problem) }
  let dtype = Scalar.dtype == .float16 || Scalar.dtype == .bfloat16 ? DType.float32 : Scalar.dtype
  let paths = CTCPaths(labels: labels.node, blank: blank)
  let losses = paths.losses(logits.node.converted(to: dtype), times: logitLengths.node, counts: labelLengths.node)
  return reduction(Tensor(losses.converted(to: Scalar.dtype)))
}

private func problem<Scalar: TensorFloatingPoint>(
  _ logits: Tensor<Scalar>, _ labels: Tensor<Int32>, _ times: Tensor<Int32>, _ counts: Tensor<Int32>
) -> Node? {
  if let poisoned = [logits.node, labels.node, times.node, counts.node].first(where: { $0.diagnosis != nil }) { return poisoned }
  func poisoned(_ problem: String, _ hint: String) -> Node {
    .poisoned(.argument(function: "ctcLoss", problem: problem, hint: hint), of: logits.node, labels.node)
  }
  if logits.rank != 3 { return poisoned("the logits have the shape \(logits.shape)", "give [batch, time, classes]") }
  let batch = logits.shape[0]
  if labels.rank != 2 || labels.shape[0] != batch {
    return poisoned("the labels have the shape \(labels.shape) for logits of \(logits.shape)", "give [\(batch), labels]")
  }
  for (name, lengths) in [("logitLengths", times), ("labelLengths", counts)] where lengths.shape != [batch] {
    return poisoned("\(name) has the shape \(lengths.shape) for logits of \(logits.shape)", "give [\(batch)]")
  }
  return nil
}

/// The labels with a blank before, between and after them: the states through which a path goes.
private struct CTCPaths {
  /// `[batch, states]`
  let states: Node
  /// Whether a path may come to a state from the one before the last, over a blank.
  let maySkip: Node

  /// As good as the logarithm of nothing, and still a number whose differences are none.
  static let nothing = -1e30

  init(labels: Node, blank: Int32) {
    let scalar = Node.constant(Double(blank), TensorType(.int32, .scalar), device: labels.device)
    states = labels.padded(low: [0, 1], high: [0, 1], interior: [0, 1], with: scalar)
    // Two places further on, the state is the label before; of the first two there is none.
    let earlier = states.padded(low: [0, 2], high: [0, -2], interior: [0, 0], with: scalar)
    let isLabel = Node.compare(states, states.like(Double(blank)), .notEqual)
    maySkip = (Tensor<Bool>(isLabel) .&& Tensor<Bool>(Node.compare(states, earlier, .notEqual))).node
  }

  /// - Parameters:
  ///   - logits: `[batch, time, classes]`
  ///   - times, counts: `[batch]`
  /// - Returns: `[batch]`
  func losses(_ logits: Node, times: Node, counts: Node) -> Node {
    let batch = logits.shape[0], time = logits.shape[1], shape = TensorShape([batch, states.shape[1]])
    let spread = states.reshaped(to: [batch, 1, shape[1]]).broadcast(to: [batch, time, shape[1]])
    let scores = logits.logSoftmax(alongAxis: 2).taking(spread, alongAxis: 2).transposed(permutation: [1, 0, 2])
    // Before the first time a path is at the first blank, and comes from there to the first blank or the first label.
    let isFirst = Node.compare(.iota(TensorType(.int32, shape), along: 1), Node.constant(0, TensorType(.int32, shape)), .equal)
    let none = Node.constant(Self.nothing, TensorType(logits.dtype, shape), device: logits.device)
    let start = Node.select(isFirst, none.zeros, none)
    let clock = Node.iota(TensorType(.int32, [time]), along: 0)
    let sums = scan(AnyTensor(start), over: (AnyTensor(scores), AnyTensor(clock))) { sums, given in
      let isOver = Node.compare(times, given.1.node.broadcast(to: times.shape), .lessOrEqual).reshaped(to: [batch, 1])
      return (AnyTensor(.select(isOver.broadcast(to: shape), sums.node, step(sums.node) + given.0.node)), ())
    }.carry.node
    return -total(sums, counts)
  }

  /// The logarithms of the sums over the states from which a path can come.
  private func step(_ sums: Node) -> Node {
    let nothing = Node.constant(Self.nothing, TensorType(sums.dtype, .scalar), device: sums.device)
    let before = sums.padded(low: [0, 1], high: [0, -1], interior: [0, 0], with: nothing)
    let skipped = sums.padded(low: [0, 2], high: [0, -2], interior: [0, 0], with: nothing)
    return Self.sum([sums, before, .select(maySkip, skipped, nothing.broadcast(to: sums.shape))])
  }

  /// What the last label and the blank after it have together.
  private func total(_ sums: Node, _ counts: Node) -> Node {
    let end = (counts + counts).reshaped(to: [counts.shape[0], 1])
    let blank = sums.taking(end, alongAxis: 1), isEmpty = Node.compare(end, end.zeros, .equal)
    let label = Node.select(isEmpty, blank.like(Self.nothing), sums.taking(end - 1, alongAxis: 1))
    let sum = Self.sum([blank, label])
    let isImpossible = Node.compare(sum, sum.like(Self.nothing / 2), .less)
    return Node.select(isImpossible, sum.like(-.infinity), sum).reshaped(to: counts.shape)
  }

  /// ln Σ exp, whose derivative does not depend on the number that keeps it from overflowing.
  private static func sum(_ terms: [Node]) -> Node {
    let most = terms.dropFirst().reduce(terms[0]) { .maximum($0, $1) }.stoppingGradient()
    return most + terms.dropFirst().reduce((terms[0] - most).exp()) { $0 + ($1 - most).exp() }.log()
  }
}
