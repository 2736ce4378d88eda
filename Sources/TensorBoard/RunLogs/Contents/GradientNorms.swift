import TrainingLoop

extension TensorBoardContent {
  /// Of each step the norm of the gradient as the optimizer gets it from the callbacks before this one, under `gradientNorm/all`, and
  /// that of each parameter's part under its path: `gradientNorm/conv1.filter`.
  ///
  /// The program of the step computes them; the host reads those of many steps together, once more for every read of statistics. With
  /// `LossScaling` they are those of the loss that is not scaled.
  public static func gradientNorms(ofEachParameter: Bool = true) -> TensorBoardContent {
    TensorBoardContent(recorder: GradientNorms(ofEachParameter: ofEachParameter))
  }
}

private struct GradientNorms: RunRecorder {
  let ofEachParameter: Bool

  func record<L: TrainingLoopProtocol>(_ loop: inout L, _ event: TrainingLoopEvent, to run: RunLog) throws {
    // The rows of the steps that the host has not read, under the numbers of the steps.
    let section = "tensorBoardStatisticsLogger \(run.root) gradientNorms"
    if event == .updateStart, let gradient = loop.lastStepGradient {
      let norms = [gradient.norm] + (ofEachParameter ? gradient.nodes.map(\.norm) : [])
      let row = norms.dropFirst().reduce(norms[0].reshaped(to: [1])) { $0 ++ $1.reshaped(to: [1]) }
      loop.state[section][tensors: "\(loop.stepIndex)"] = [AnyTensor(loop.optimizer.lossScale.map { row / $0 } ?? row)]
    }
    guard let last = run.newSteps.last else { return }
    try write(run, loop.state[section], Self.tags(of: loop.model))
    for key in loop.state[section].values.keys where Int(key).map({ $0 <= last.index }) ?? true {
      loop.state[section].values[key] = nil
    }
  }

  private func write(_ run: RunLog, _ known: TrainingState.Section, _ tags: [String]) throws {
    let rows = run.newSteps.compactMap { step in known[tensors: "\(step.index)"]?.first.map { (step: step.index + 1, node: $0.node) } }
    let writer = try run.writer("train")
    for (row, norms) in zip(rows, try Context.local.engine.read(together: rows.map(\.node))) {
      try writer.scalars(zip(tags, norms.array(of: Float.self)).map { ($0, $1) }, step: row.step)
    }
  }

  /// In the order of the row, which is shorter without the parameters.
  private static func tags(of model: some Module) -> [String] {
    var tags = ["gradientNorm/all"]
    model.visit { path, parameter in if parameter.role == .trainable { tags.append("gradientNorm/" + path.name) } }
    return tags
  }
}

extension Node {
  fileprivate var norm: Tensor<Float> {
    let numbers = converted(to: .float32)
    return Tensor((numbers * numbers).sum(along: Array(0..<rank)).sqrt())
  }
}
