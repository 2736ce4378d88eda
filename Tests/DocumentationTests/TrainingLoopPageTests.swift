import Apus
import Checkpoints
import Foundation
import Synchronization
import Testing
import TrainingLoop

private struct Network: Layer {
  var dense = Dense<Float>(inputSize: 4, outputSize: 3)
  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { dense(input) }
}

// The code of docs/training-loop.md. `PageTests` holds the page to these lines; here they run.

// page: callback
/// Halves the learning rate after every epoch whose loss was not the least so far.
func halveWhenStuck<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
  guard event == .trainingEnd, let loss = loop.history.epochs.last?.training.loss else { return }
  let least = loop.state["halveWhenStuck"][number: "least"] ?? .infinity
  if Double(loss) >= least { loop.learningRate /= 2 }
  loop.state["halveWhenStuck"][number: "least"] = min(least, Double(loss))
}
// end

// page: gradient
/// Adds up the norms of the gradients, as a part of each step's program.
func addNorms<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
  guard event == .updateStart, let gradient = loop.lastStepGradient else { return }
  let sum = loop.state["addNorms"][tensors: "sum"]?.first?.typed(Float.self) ?? Tensor(0)
  loop.state["addNorms"][tensors: "sum"] = [AnyTensor(sum + gradient.norm)]
}
// end

// page: observer
/// Keeps the loss of every batch for a page that somebody looks at.
final class LossPage: TrainingObserver {
  let losses = Mutex<[Float]>([])

  func observe(_ snapshot: TrainingSnapshot) {
    losses.withLock { $0 += snapshot.steps.map(\.loss) }
  }
}
// end

@Suite struct TrainingLoopPageTests {
  @Test func theLoop() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let inputs = Tensor<Float>(randomNormal: [60, 4], seed: 1)
    let labels = inputs.argmax(squeezingAxis: -1) % 3
    // page: fit
    let data = Epochs(inputs: inputs, targets: labels, batchSize: 8, seed: 7)
    var model = Network()
    var trainingLoop = TrainingLoop(
      training: data, validation: data.batches(ofEpoch: 0), optimizer: SGD(for: model, learningRate: 0.1),
      lossFunction: softmaxCrossEntropy, metrics: [.accuracy],
      callbacks: [clipGradients(toGlobalNorm: 1), try CSVLogger(path: folder + "/log.csv").log, halveWhenStuck, addNorms],
      observers: [LossPage()])
    let history = try trainingLoop.fit(&model, epochs: 3)
    print(history["loss"], history["validationAccuracy"])  // a value for each epoch
    print(history.steps.map(\.loss))  // one for each batch
    // end
    #expect(history["loss"].count == 3)
    #expect(history.steps.count == 24)
    #expect(trainingLoop.state["addNorms"][tensors: "sum"] != nil)

    // page: early
    trainingLoop.callbacks = [
      earlyStopping(on: .validationLoss, patience: 3, restoresBestWeights: true), timeLimit(.seconds(600)), stopOnSignals(),
    ]
    try trainingLoop.fit(&model, epochs: 5)
    if let reason = trainingLoop.state.stopReason { print("Stopped: \(reason)") }
    // end

    // page: resume
    trainingLoop.callbacks = [try CSVLogger(path: folder + "/log.csv").log, stopOnSignals()]
    try trainingLoop.fit(&model, epochs: 5, checkpoint: .every(steps: 2), in: folder + "/checkpoints", resume: true)
    // end
    #expect(trainingLoop.history.steps.count == 40)

    // page: verify
    print(trainingLoop.fingerprint)
    let verification = try trainingLoop.verify(Network(), in: folder + "/checkpoints", steps: 3)
    print(verification)  // equal: steps 37 to 39, from …/ckpt-18, and 1 checkpoint have the same bits
    // end
    #expect(verification.isEqual && verification.steps == 36..<39)
    #expect("\(verification)" == "equal: steps 37 to 39, from \(folder)/checkpoints/ckpt-18, and 1 checkpoint have the same bits")

    // page: best
    try trainingLoop.fit(&model, epochs: 6, checkpoint: .everyEpoch, in: folder + "/best", keep: 1, best: .validationLoss)
    try CheckpointFolder(path: folder + "/best").best(on: .validationLoss).restore(&model)
    // end
    #expect(CheckpointFolder(path: folder + "/best").paths.count <= 2)

    // page: finder
    let curve = try trainingLoop.findLearningRate(for: model, stepCount: 40)
    trainingLoop.optimizer.learningRate = curve.suggestion ?? 0.1
    trainingLoop.callbacks = [oneCycle(maximum: trainingLoop.optimizer.learningRate)]
    // end
    #expect(!curve.points.isEmpty)
  }
}
