/// Ends the run when a quantity has not become better for `patience` epochs in a row.
///
///     callbacks: [earlyStopping(on: .validationLoss, patience: 3, restoresBestWeights: true)]
///
/// Prechelt, "Early stopping: but when?", 1998. An epoch that was left before the quantity was measured does not count.
///
/// - Parameters:
///   - patience: at least 1.
///   - minimumChange: what counts as better at least.
///   - restoresBestWeights: whether the model gets the parameters of the best epoch when the run ends, stopped or not. They are kept on
///     the device meanwhile.
/// - Throws: the callback, `TrainingLoopError.notMeasured` for a quantity that the run does not have.
public func earlyStopping<L: TrainingLoopProtocol>(
  on quantity: MonitoredQuantity, patience: Int, minimumChange: Float = 0, restoresBestWeights: Bool = false,
  name: String = "earlyStopping"
) -> TrainingLoopCallback<L> {
  { loop, event in
    if event == .fitEnd, let best = loop.state[name][tensors: "parameters"] {
      loop.model.replaceParameters(with: best.map(\.node))
    }
    guard event == .epochEnd, let value = try loop.history.value(of: quantity, ofEpoch: loop.epochIndex) else { return }
    let best = loop.state[name][number: "best"].map { Float($0) } ?? .nan
    if quantity.isBetter(value, than: best, by: minimumChange) {
      loop.state[name][number: "best"] = Double(value)
      loop.state[name][number: "epoch"] = Double(loop.epochIndex)
      loop.state[name][number: "waited"] = 0
      if restoresBestWeights { loop.state[name][tensors: "parameters"] = loop.model.parameterNodes.map { AnyTensor($0) } }
      return
    }
    loop.state[name][number: "waited", default: 0] += 1
    if loop.state[name][number: "waited", default: 0] >= Double(patience) {
      loop.state.stop("\(quantity.name) has not become better for \(patience) epochs")
      throw TrainingLoopAction.cancelFit
    }
  }
}
