/// Makes one step of the mean gradient of `batchCount` batches, for batches that do not fit into memory at once.
///
///     callbacks: [accumulateGradients(batchCount: 4)]
///
/// The model changes at every fourth batch of an epoch, and at its last one with what there is. All batches are measured. Each counts the
/// same; a last partial batch counts too much. The variables of a model take part as its tensors do.
public func accumulateGradients<L: TrainingLoopProtocol>(
  batchCount: Int, name: String = "accumulateGradients"
) -> TrainingLoopCallback<L> {
  { loop, event in
    switch event {
    case .trainingStart: loop.state[name] = .init()
    case .updateStart:
      guard let gradient = loop.lastStepGradient else { return }
      let known = loop.state[name][tensors: "sums"] ?? gradient.tensors.map { AnyTensor($0.node.zeros.evaluatedOnHost()) }
      let count = loop.state[name][number: "count", default: 0] + 1
      let sum = gradient.adding(known)
      let isDue = count >= Double(batchCount) || loop.batchIndex == loop.batchCount - 1
      // A tensor, so that the shorter rest of an epoch is the same program.
      let share = Tensor<Float>(shape: [], scalars: [Float(1 / count)])
      loop.lastStepGradient = isDue ? sum.mapped { $0 * share.converted(like: $0) } : nil
      loop.state[name][tensors: "sums"] = isDue ? nil : sum.tensors
      loop.state[name][number: "count"] = isDue ? nil : count
    default: break
    }
  }
}

extension Gradient where Model: Module {
  /// The gradients of the parameters, then those of the variables.
  fileprivate var tensors: [AnyTensor] { (nodes + variables.map(\.node)).map { AnyTensor($0) } }

  fileprivate func adding(_ others: [AnyTensor]) -> Gradient {
    var next = others.makeIterator()
    return mapped { node in next.next().map { node + $0.node } ?? node }
  }
}
