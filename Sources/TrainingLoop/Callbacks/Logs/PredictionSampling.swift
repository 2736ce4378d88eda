/// Shows after every few epochs what the model makes of some inputs.
///
///     callbacks: [samplePredictions(of: images) { epoch, logits in print(epoch, logits.argmax(squeezingAxis: -1)) }]
///
/// The model is in its inference phase.
///
/// - Parameter epochs: an epoch whose number, counted from 1, is a multiple of it shows predictions; at least 1.
public func samplePredictions<L: TrainingLoopProtocol>(
  of input: L.Model.Input, every epochs: Int = 1, _ show: @escaping (_ epoch: Int, _ output: L.Model.Output) throws -> Void
) -> TrainingLoopCallback<L> {
  { loop, event in
    guard event == .epochEnd, (loop.epochIndex + 1).isMultiple(of: max(epochs, 1)) else { return }
    let model = loop.model
    try show(loop.epochIndex, withLearningPhase(.inference) { model(input) })
  }
}
