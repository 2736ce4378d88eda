import Foundation
import TrainingLoop

@testable import TensorBoard

/// A network for images of 4 × 4 pixels in 3 classes.
struct ImageNetwork: Layer {
  var hidden: Dense<Float>
  var output: Dense<Float>

  init(hiddenSize: Int = 8) {
    (hidden, output) = withRandomSeed(0) {
      (Dense(inputSize: 16, outputSize: hiddenSize, activation: tanh), Dense(inputSize: hiddenSize, outputSize: 3))
    }
  }

  func callAsFunction(_ images: Tensor<Float>) -> Tensor<Float> { output(hidden(images.reshaped(to: [images.shape[0], 16]))) }
}

/// Two epochs of four batches, with validation.
struct LoggedRun {
  typealias Loop = TrainingLoop<SGD<ImageNetwork>, Tensor<Int32>>

  static let images = Tensor<Float>(randomNormal: [14, 4, 4, 1], seed: 3)
  static let data = Epochs(
    inputs: images, targets: Tensor<Int32>(shape: [14], scalars: (0..<14).map { Int32($0 % 3) }), batchSize: 4, seed: 1)

  var model = ImageNetwork()
  var loop: Loop
  var history: History { loop.history }

  init(_ callbacks: [Loop.Callback], from start: Moment? = nil) throws {
    loop = Loop(
      training: Self.data, validation: Self.data.batches(ofEpoch: 99), optimizer: SGD(for: model, learningRate: 0.5),
      lossFunction: softmaxCrossEntropy, metrics: [.accuracy], callbacks: callbacks, progress: .silent)
    loop.statisticsInterval = .zero
    if let start { model.replaceParameters(with: start.parameters) }
    try loop.fit(&model, epochs: 2, on: .default, from: start?.point)
  }

  /// What a checkpoint has. Plain SGD has no slots.
  struct Moment {
    let point: ResumePoint
    let parameters: [Node]

    init(_ loop: inout Loop, _ event: TrainingLoopEvent) throws {
      point = try loop.resumePoint(after: event)
      parameters = try loop.model.parameterNodes.map { .leaf(try Context.local.engine.read($0)) }
    }
  }
}

/// The names of the runs in a folder, by time.
func runs(in folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

/// All events of a part of the only run in a folder.
func events(_ part: String, in folder: String) throws -> [Event] {
  let files = try runs(in: folder).flatMap { try EventFileWriter.eventFiles(in: "\(folder)/\($0)/\(part)") }
  return try files.flatMap { try EventFile(path: $0).events }
}

extension [Event] {
  /// The points of a curve.
  func points(_ tag: String) -> [Int: Float] {
    reduce(into: [:]) { points, event in
      for value in event.values where value.tag == tag {
        if case .scalar(let number) = value.content { points[event.step] = number }
      }
    }
  }

  /// What each plugin shows, as `step plugin tag`, sorted.
  var contents: [String] {
    flatMap { event in
      if case .graph = event.content { return ["\(event.step) graph"] }
      return event.values.map { "\(event.step) \($0.plugin?.name ?? "scalars") \($0.tag)" }
    }.sorted()
  }
}

extension Event {
  var values: [SummaryValue] { if case .summary(let values) = content { values } else { [] } }
}
