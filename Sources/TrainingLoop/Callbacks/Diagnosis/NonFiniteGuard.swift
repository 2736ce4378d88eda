import Checkpoints
import Foundation

/// Ends the run at the first step whose loss or gradient is not finite, and says which one and where.
///
///     callbacks: [stopAtNonFinite(savingBatchIn: "run/lenet")]
///
///     Apus: a training step had no finite numbers
///       at     epoch 3, batch 41 (step 976, counted from 0)
///       layer  conv2 (Conv2D): the first output without finite numbers
///       batch  run/lenet/nonfinite-step-976.safetensors
///       model  as it was before the step
///
/// The device itself leaves out that step and all after it, so nothing is read for this and the model stays as it was before; the host
/// learns of it with the next statistics. Then the step is computed once more, layer by layer, with the batch as the data has it. With
/// `LossScaling` gradients may overflow, and only the loss counts. Callbacks that change the gradient belong before this one.
///
/// - Parameter folder: where the batch is saved, as safetensors with the names `input` and `target`; `nil` for nowhere.
/// - Throws: the callback, `NonFiniteStep`.
public func stopAtNonFinite<L: TrainingLoopProtocol>(
  savingBatchIn folder: String? = nil, name: String = "stopAtNonFinite"
) -> TrainingLoopCallback<L> {
  { loop, event in
    if event == .updateStart, let loss = loop.lastStepLoss { loop.guardUpdate(loss, name) }
    guard event == .batchEnd || event == .trainingEnd || event == .fitEnd else { return }
    let checked = Int(loop.state[name][number: "checked", default: 0])
    let steps = loop.history.steps
    loop.state[name][number: "checked"] = Double(steps.count)
    guard checked < steps.count, let step = steps[checked...].first(where: { !$0.loss.isFinite }) else { return }
    throw try loop.diagnose(step, savingBatchIn: folder)
  }
}

extension TrainingLoopProtocol {
  /// Has the device leave out the step if it is not finite, or if an earlier one was not.
  fileprivate mutating func guardUpdate(_ loss: Tensor<Float>, _ name: String) {
    let gradients = optimizer.lossScale == nil ? lastStepGradient.map { $0.nodes + $0.variables.map(\.node) } ?? [] : []
    let isFinite = ([loss.node] + gradients).map { $0.isFinite().all(along: Array(0..<$0.rank)) }
    let before = state[name][tensors: "isWhole"]?.first?.node ?? Tensor<Bool>(shape: [], scalars: [true]).node
    let isWhole = isFinite.reduce(before) { .and($0, $1) }
    state[name][tensors: "isWhole"] = [AnyTensor(isWhole)]
    let condition = Tensor<Bool>(isWhole)
    updateCondition = updateCondition.map { $0 .&& condition } ?? condition
    // So that the statistics of the step, which are read anyway, tell of a gradient too.
    lastStepLoss = Tensor(loss.node.like(.nan)).replacing(with: loss, where: condition)
  }

  fileprivate func diagnose(_ step: History.Step, savingBatchIn folder: String?) throws -> NonFiniteStep {
    let (input, target) = try trainingBatch(at: step.batch, ofEpoch: step.epoch)
    var file: String?
    if let folder, !isVerifying {
      let path = folder + "/nonfinite-step-\(step.index).safetensors"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try saveTensors(named("input", input) + named("target", target), to: path)
      file = path
    }
    let place = try withLearningPhase(.training) { try findNonFinite(input, target) }
    return NonFiniteStep(epoch: step.epoch, batch: step.batch, step: step.index, place: place, batchFile: file)
  }

  private func findNonFinite(_ input: Model.Input, _ target: Target) throws -> NonFiniteStep.Place {
    var parameters: [(String, Node)] = []
    model.visit { path, parameter in parameters.append((path.name, parameter.node)) }
    for (path, node) in parameters where try !node.isAllFinite() { return .parameter(path) }
    for tensor in tensors(of: input) where try !tensor.node.isAllFinite() { return .input }
    for layer in model.layerOutputs(for: input) where try !layer.output.node.isAllFinite() { return .layer(layer.path, type: layer.type) }
    let (loss, gradient) = valueWithGradient(at: model) { lossFunction($0(input), target) }
    if try !loss.node.isAllFinite() { return .loss }
    // Gradients are made from the last layer to the first: the last one in the model is the first that was.
    for (path, gradient) in gradient.parameters.reversed() where try !gradient.node.isAllFinite() { return .gradient(path) }
    return .unknown
  }
}

/// A batch's part under its name, or its tensors under names of their own.
private func named<Part>(_ name: String, _ part: Part) -> [(name: String, tensor: AnyTensor)] {
  var (copy, found) = (part, [(name: String, tensor: AnyTensor)]())
  visitTensors(of: &copy) { path, parameter in
    found.append((path.name.isEmpty ? name : "\(name).\(path.name)", AnyTensor(parameter.node)))
  }
  return found
}

extension Node {
  fileprivate func isAllFinite() throws -> Bool {
    guard dtype.isFloatingPoint else { return true }
    return try Context.local.engine.read(isFinite().all(along: Array(0..<rank))).array(of: Bool.self).allSatisfy(\.self)
  }
}
