import TrainingLoop

extension TensorBoardContent {
  /// How the numbers of each parameter are distributed, under its path: `weights/conv1.filter`.
  ///
  /// The host reads the parameters for it, all together.
  ///
  /// - Parameter epochs: an epoch whose number, counted from 1, is a multiple of it has histograms; at least 1.
  public static func weightHistograms(everyEpochs epochs: Int = 1) -> TensorBoardContent {
    TensorBoardContent(recorder: WeightHistograms(epochs: max(epochs, 1)))
  }
}

private struct WeightHistograms: RunRecorder {
  let epochs: Int

  func record<L: TrainingLoopProtocol>(_ loop: inout L, _ event: TrainingLoopEvent, to run: RunLog) throws {
    guard event == .epochEnd, (loop.epochIndex + 1).isMultiple(of: epochs) else { return }
    var parameters: [(tag: String, node: Node)] = []
    loop.model.visit { path, parameter in
      if parameter.role == .trainable { parameters.append(("weights/" + path.name, parameter.node.converted(to: .float32))) }
    }
    let writer = try run.writer("train")
    for (parameter, numbers) in zip(parameters, try Context.local.engine.read(together: parameters.map(\.node))) {
      try writer.histogram(parameter.tag, of: numbers.array(of: Float.self), step: loop.stepIndex)
    }
  }
}
