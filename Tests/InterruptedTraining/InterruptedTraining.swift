import Apus
import Checkpoints
import Foundation
import TensorBoard
import TrainingLoop

/// Trains a small network with checkpoints and logs in the folder that it is given, going on with what lies there. When it is done it
/// writes the weights and the history, bit for bit. For tests that kill it.
@main
enum InterruptedTraining {
  struct Network: Layer {
    var hidden = Dense<Float>(inputSize: 4, outputSize: 6, activation: tanh)
    var norm = BatchNorm<Float>(featureCount: 6)
    var dropout = Dropout<Float>(probability: 0.2)
    var output = Dense<Float>(inputSize: 6, outputSize: 3)

    func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { output(dropout(norm(hidden(input)))) }
  }

  static func main() throws {
    guard CommandLine.arguments.count == 2 else { throw CocoaError(.fileNoSuchFile) }
    let folder = CommandLine.arguments[1]
    try withRandomSeed(1) { try train(in: folder) }
  }

  private static func train(in folder: String) throws {
    let inputs = Tensor<Float>(randomNormal: [26, 4], seed: 5)
    let labels = inputs.slice(lowerBounds: [0, 0], upperBounds: [26, 3]).argmax(squeezingAxis: -1)
    let data = Epochs(inputs: inputs, targets: labels, batchSize: 4, seed: 1)
    var model = Network()
    var loop = TrainingLoop(
      training: data, validation: data.batches(ofEpoch: 99), optimizer: Adam(for: model, learningRate: 0.05),
      lossFunction: softmaxCrossEntropy, metrics: [.accuracy],
      callbacks: [
        try CSVLogger(path: folder + "/log.csv").log, clipGradients(toGlobalNorm: 1),
        tensorBoardStatisticsLogger(logRootDirectory: folder + "/tensorboard", including: [.gradientNorms(), .weightHistograms()]),
      ], progress: .silent)
    loop.stepsPerFile = 10
    let history = try loop.fit(&model, epochs: 6, checkpoint: .every(steps: 2), in: folder + "/checkpoints", resume: true)
    try saveWeights(of: model, to: folder + "/weights.safetensors")
    try Data(text(history).utf8).write(to: URL(fileURLWithPath: folder + "/history.txt"), options: .atomic)
  }

  /// Without times, which differ from run to run.
  private static func text(_ history: History) -> String {
    func bits(_ statistics: TrainingStatistics?) -> String {
      statistics?.values.map { "\($0.name) \($0.value.bitPattern)" }.joined(separator: " ") ?? "none"
    }
    let steps = history.steps.map { step in
      "step \(step.epoch) \(step.batch) \(step.index) \(step.loss.bitPattern) \(step.learningRate.bitPattern) \(bits(step.statistics))\n"
    }
    let epochs = history.epochs.map { "epoch \($0.index) \($0.batchCount) \(bits($0.training)) \(bits($0.validation))\n" }
    return (steps + epochs).joined()
  }
}
