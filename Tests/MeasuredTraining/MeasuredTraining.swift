import Apus
import Foundation
import TrainingLoop

/// Plans a step, makes it, and prints both: what was planned beyond what the process held, and by how much its greatest size grew.
///
///     planned 134217728
///     growth 139460608
@main
enum MeasuredTraining {
  /// Layers whose activations are large beside their weights.
  private struct Deep: Layer {
    var layers = (0..<6).map {
      Dense<Float>(inputSize: 256, outputSize: 256, activation: tanh, weightInitializer: glorotUniform(seed: $0))
    }
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { layers.reduce(x) { $1($0) } }
  }

  static func main() throws {
    let inputs = Tensor<Float>(randomUniform: [16_384, 256], seed: 1), labels = Tensor<Int32>(zeros: [16_384])
    var model = Deep()
    var loop = TrainingLoop(
      training: Epochs(inputs: inputs, targets: labels, batchSize: 16_384, seed: nil), optimizer: SGD(for: model),
      lossFunction: softmaxCrossEntropy, progress: .silent)
    loop.prefetchDepth = 0
    let plan = try loop.memoryPlan(for: model)
    print("planned", plan.peakBytes - plan.parameterBytes)
    forgetGreatestSize()
    let before = kilobytes("VmRSS")
    try loop.fit(&model, epochs: 1)
    if let before, let after = kilobytes("VmHWM") { print("growth", (after - before) * 1024) }
  }

  /// Linux counts the greatest size anew.
  private static func forgetGreatestSize() { try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs")) }

  private static func kilobytes(_ name: String) -> Int? {
    let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = text?.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
  }
}
