import Apus
import ArgumentParser
import ImageClassificationModels

struct TrainResNetCommand: TrainingCommand, TrainingDefaults {
  static let configuration = CommandConfiguration(
    commandName: "resnet-cifar10", abstract: "Trains a residual network on photographs of ten kinds of things.",
    discussion: """
      CIFAR-10 is taken from --data, $APUS_DATASETS, the cache or a download of 170 MB. Training images are cropped and flipped at random.
      Ctrl-C finishes the step, saves the weights (and a checkpoint, if asked for) and ends; a second Ctrl-C ends at once.
      """)

  static let dataHelp = "The folder with CIFAR-10's archive or with the files in it, or the archive."
  static let epochs = 15
  static let batchSize = 64
  static let batchSizeHelp = "The images of a step. (default: \(batchSize))"
  static let learningRate: Float = 0.1
  static let learningRateHelp = "The first learning rate of SGD, which falls to 0 on half a cosine."
  static let output = "run/resnet-cifar10"

  @OptionGroup var options: TrainingOptions<TrainResNetCommand>
  static let defaultDepth = ResNet.Depth.resNet20
  @Option(help: "The layers of the network.")
  var depth = defaultDepth

  var output: String { options.output }

  private static let (momentum, weightDecay) = (Float(0.9), Float(5e-4))

  static func model(depth: ResNet.Depth) -> ResNet { ResNet(classCount: 10, depth: depth, downsamplingInFirstStage: false) }

  static func optimizer(for model: ResNet, learningRate: Float, stepCount: Int) -> some Optimizer<ResNet> {
    SGD(for: model, learningRate: learningRate, momentum: momentum)
      .decayingWeights(by: weightDecay).following(.cosine(over: stepCount))
  }

  func training(in output: String) throws -> any TrainingRun {
    let images = try LabeledImages.cifar10(path: options.data, batchSize: options.batchSize ?? Self.batchSize, seed: options.seed)
    let model = withRandomSeed(options.seed) { Self.model(depth: depth) }
    let stepCount = options.epochs * images.training.batches(ofEpoch: 0).count
    let optimizer = Self.optimizer(for: model, learningRate: options.learningRate, stepCount: stepCount)
    let recipe = "SGD, learning rate \(options.learningRate) falling to 0, momentum \(Self.momentum), weight decay \(Self.weightDecay)"
    return ClassifierTraining(
      kind: .resNet(depth), model: model, images: images, optimizer: optimizer, recipe: recipe, epochs: options.epochs, seed: options.seed,
      output: output, checkpoints: options.checkpoints)
  }
}

extension ResNet.Depth: ExpressibleByArgument {}
