import Apus
import ArgumentParser
import ImageClassificationModels
import TrainingLoop

/// The trainings of `apus train` whose steps can be planned.
enum PlannedTraining: String, CaseIterable, ExpressibleByArgument {
  case leNet = "lenet-mnist"
  case resNet = "resnet-cifar10"
}

enum PlannedPrecision: String, CaseIterable, ExpressibleByArgument {
  case float32
  case mixedBFloat16 = "mixed-bfloat16"
}

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Says what a training step takes of the memory.",
    discussion: """
      The step of `apus train` with this name is traced and compiled, not run, and no data is needed. Ends with code 1 if it does not fit
      into what the machine has left, or into APUS_MEMORY_LIMIT (such as 512MB). A Swift program plans its own steps with
      TrainingLoop.memoryPlan(for:), or with `memory` of a compiled step.
      """)

  @Argument(help: ArgumentHelp("lenet-mnist or resnet-cifar10.", valueName: "model"))
  var training: PlannedTraining
  @Option(help: "The images of a step. (default: that of the training)")
  var batchSize: Int?
  @Option(help: "float32, or mixed-bfloat16: operands of products and convolutions in 16 bits.")
  var precision = PlannedPrecision.float32
  @Option(help: "The layers of the residual network.")
  var depth = TrainResNetCommand.defaultDepth

  func validate() throws {
    if let batchSize, batchSize < 1 { throw ValidationError("--batch-size is at least 1, not \(batchSize)") }
  }

  func run() throws {
    switch training {
    case .leNet:
      let model = LeNet()
      let optimizer = TrainLeNetCommand.optimizer(for: model, learningRate: TrainLeNetCommand.learningRate)
      try show(model, .leNet, optimizer, batchSize ?? LabeledImages.mnistBatchSize)
    case .resNet:
      let model = TrainResNetCommand.model(depth: depth)
      let optimizer = TrainResNetCommand.optimizer(for: model, learningRate: TrainResNetCommand.learningRate, stepCount: 1)
      try show(model, .resNet(depth), optimizer, batchSize ?? TrainResNetCommand.batchSize)
    }
  }

  private func show<Opt: Optimizer>(_ model: Opt.Model, _ kind: ClassifierKind, _ optimizer: Opt, _ batchSize: Int) throws
  where Opt.Model: Classifier {
    let shape = kind.source.imageShape
    let epochs = Epochs(
      inputs: Tensor<Float>(zeros: TensorShape([batchSize] + shape)), targets: Tensor<Int32>(zeros: [batchSize]), batchSize: batchSize,
      seed: nil)
    let loop = TrainingLoop(training: epochs, optimizer: optimizer, lossFunction: softmaxCrossEntropy, metrics: [.accuracy])
    let plan = try withPrecision(precision == .float32 ? .float32 : .mixedBFloat16) { try loop.memoryPlan(for: model) }
    let step = "\(batchSize.withThousands) \(batchSize == 1 ? "image" : "images") [\(shape.map(String.init).joined(separator: ", "))]"
    let parameters = "\(kind.name), \(model.parameterCount.withThousands) parameters"
    print([parameters, step, precision.rawValue, platformText()].joined(separator: "  ·  ") + "\n")
    print(MemoryTable(plan).text(color: Screen().color))
    if !plan.fits { throw TrainingLoopError.notEnoughMemory(plan) }
  }
}
