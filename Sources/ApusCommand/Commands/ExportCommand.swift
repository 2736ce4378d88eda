import Apus
import ArgumentParser
import Checkpoints

/// In which form a model leaves.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case savedModel = "saved-model"
  case operations
  case program
  case step
}

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a trained network for programs of others.",
    discussion: """
      saved-model  a SavedModel with StableHLO: TensorFlow, its servers, TFLite
      operations   a SavedModel in TensorFlow's own operations: TensorFlow.js as well
      program      StableHLO with a signature and weights: `apus run`, JAX, any compiler of StableHLO
      step         a training step (SGD) in that form, for --batch-size images
      """)

  @Argument(help: "The folder that `apus train` made, or its file of weights.")
  var weights: String
  @Option(help: "saved-model, operations, program, or step.")
  var format = ExportFormat.savedModel
  @Option(help: ArgumentHelp("Where it is put.", valueName: "folder"))
  var output: String
  @Option(help: "The images of a training step.")
  var batchSize = 128
  @Option(help: "The learning rate of a training step.")
  var learningRate: Float = 0.1

  func validate() throws {
    if batchSize < 1 { throw ValidationError("--batch-size is at least 1, not \(batchSize)") }
    if !learningRate.isFinite || learningRate < 0 { throw ValidationError("--learning-rate is at least 0, not \(learningRate)") }
  }

  func run() throws {
    let saved = try SavedClassifier(weights)
    let shape = saved.source.imageShape
    try export(saved.model, imageShape: shape)
    print("\(output)  ·  \(format.rawValue)  ·  images [\(shape.map(String.init).joined(separator: ", "))]")
    if format == .program || format == .step { print("Run it with  apus run \(output) --inputs arguments.safetensors") }
  }

  private func export(_ model: some Classifier, imageShape: [Int]) throws {
    let images = TensorSpec<Float>("images", [nil] + imageShape)
    switch format {
    case .savedModel, .operations:
      try SavedModel.save(
        model, to: output, functions: [.call(images, outputs: ["logits"])], as: format == .operations ? .operations : .stableHLO)
    case .program: try StableHLOProgram.export(model, .call(images, outputs: ["logits"]), to: output)
    case .step: try exportStep(model, imageShape)
    }
  }

  private func exportStep(_ model: some Classifier, _ imageShape: [Int]) throws {
    try StableHLOProgram.exportStep(
      model, SGD(for: model, learningRate: learningRate), to: output, TensorSpec<Float>("images", [batchSize] + imageShape),
      TensorSpec<Int32>("labels", [batchSize]), outputs: ["loss"]
    ) { model, optimizer, images, labels in
      let (loss, gradient) = valueWithGradient(at: model) { softmaxCrossEntropy(logits: $0(images), labels: labels) }
      optimizer.update(&model, along: gradient)
      return loss
    }
  }
}
