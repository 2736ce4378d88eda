import Apus
import ArgumentParser
import ImageClassificationModels

struct TrainLeNetCommand: TrainingCommand, TrainingDefaults {
  static let configuration = CommandConfiguration(
    commandName: "lenet-mnist", abstract: "Trains LeNet on handwritten digits.",
    discussion: """
      MNIST is taken from --data, $APUS_DATASETS, the cache or a download. Where none of these has it, the bundled digits are taken.
      Ctrl-C finishes the step, saves the weights (and a checkpoint, if asked for) and ends; a second Ctrl-C ends at once.
      """)

  static let dataHelp = "The folder with MNIST's four files."
  static let epochs = 12
  static let batchSizeHelp =
    "The images of a step. (default: \(LabeledImages.mnistBatchSize), for the bundled digits \(LabeledImages.bundledBatchSize))"
  static let learningRate: Float = 0.1
  static let learningRateHelp = "The learning rate of SGD."
  static let output = "run/lenet-mnist"

  @OptionGroup var options: TrainingOptions<TrainLeNetCommand>

  var output: String { options.output }

  static func optimizer(for model: LeNet, learningRate: Float) -> SGD<LeNet> { SGD(for: model, learningRate: learningRate) }

  func training(in output: String) throws -> any TrainingRun {
    let images = try LabeledImages.digits(path: options.data, batchSize: options.batchSize, seed: options.seed)
    let model = withRandomSeed(options.seed) { LeNet() }
    return ClassifierTraining(
      kind: .leNet, model: model, images: images, optimizer: Self.optimizer(for: model, learningRate: options.learningRate),
      recipe: "SGD, learning rate \(options.learningRate)",
      epochs: options.epochs, seed: options.seed, output: output, checkpoints: options.checkpoints)
  }
}
