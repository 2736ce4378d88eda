import TrainingLoop

extension TensorBoardContent {
  /// The graph of the model in its inference phase, from the first batch to the first tensor of its output: the page “Graphs”.
  public static var graph: TensorBoardContent { TensorBoardContent(recorder: ModelGraph()) }
}

private struct ModelGraph: RunRecorder {
  func record<L: TrainingLoopProtocol>(_ loop: inout L, _ event: TrainingLoopEvent, to run: RunLog) throws {
    guard isFirstBatch(loop, event, run), let input = loop.lastStepInput else { return }
    let model = loop.model
    guard let program = try Self.program(of: model, input) else { throw RunLogError.noGraph(model: "\(L.Model.self)") }
    try run.writer("train").file.append(.graph(program.graphDefinition), step: 0)
  }

  private static func program<M: Module>(of model: M, _ example: M.Input) throws -> Program? {
    let types = tensors(of: example).map(\.node.type)
    if types.isEmpty { return nil }
    var hasOutput = true
    let program = try Program(
      tracing: { placeholders in
        var input = example
        replaceTensors(of: &input, with: placeholders.map { AnyTensor($0) })
        let output = withLearningPhase(.inference) { tensors(of: model(input)).first?.node }
        hasOutput = output != nil
        return output ?? placeholders[0]
      }, types)
    return hasOutput ? program : nil
  }
}
