import Apus
import ArgumentParser
import ImageClassificationModels
import TrainingLoop

struct TrainLeNetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lenet-mnist", abstract: "Trains LeNet on handwritten digits.",
    discussion: """
      MNIST is taken from --data, $APUS_DATASETS, the cache or a download. Where none of these has it, the bundled digits are taken.
      Ctrl-C finishes the step, saves the weights and ends.
      """)

  @Option(help: ArgumentHelp("The folder with MNIST's four files.", valueName: "folder"))
  var data: String?
  @Option(help: "How often to go through the training images.")
  var epochs = 12
  @Option(help: "The images of a step. (default: \(DigitImages.mnistBatchSize), for the bundled digits \(DigitImages.bundledBatchSize))")
  var batchSize: Int?
  @Option(help: "The learning rate of SGD.")
  var learningRate: Float = 0.1
  @Option(help: "Decides the first weights and the order of the images.")
  var seed: UInt64 = 0
  @Option(help: ArgumentHelp("Where weights and log are put.", valueName: "folder"))
  var output = "run/lenet-mnist"

  func validate() throws {
    if epochs < 1 { throw ValidationError("--epochs is at least 1, not \(epochs)") }
    if let batchSize, batchSize < 1 { throw ValidationError("--batch-size is at least 1, not \(batchSize)") }
    if !learningRate.isFinite || learningRate < 0 { throw ValidationError("--learning-rate is at least 0, not \(learningRate)") }
  }

  func run() throws {
    let images = try DigitImages.find(folder: data, batchSize: batchSize, seed: seed)
    try Folder.create(output)
    let screen = Screen()
    var model = withRandomSeed(seed) { LeNet() }
    try introduce(model, images, screen)

    Interrupt.listen()
    var trainingLoop = TrainingLoop(
      training: images.training, validation: images.test, optimizer: SGD(for: model, learningRate: learningRate),
      lossFunction: softmaxCrossEntropy, metrics: [.accuracy], callbacks: [keepLog, stopWhenInterrupted],
      progress: .automatic(counting: "images"))
    do { try trainingLoop.fit(&model, epochs: epochs) } catch {
      // What was learnt is kept; the error that ended the run is the one to tell.
      if trainingLoop.hasLearnt { _ = try? SavedLeNet.save(model, trainedOn: images.source, in: output) }
      throw error
    }
    let weights = try SavedLeNet.save(model, trainedOn: images.source, in: output)
    if Interrupt.isWanted {
      print("\nStopped in epoch \(trainingLoop.epochIndex + 1) of \(epochs). Weights: \(weights)")
      throw ExitCode(130)
    }
    try conclude(model, images, weights, screen)
  }

  private var logPath: String { output + "/log.csv" }

  private func introduce(_ model: LeNet, _ images: DigitImages, _ screen: Screen) throws {
    let parameters = "LeNet, \(model.parameterCount.withThousands) parameters"
    print(["Apus \(apusVersion)", platformText(), parameters, images.text].joined(separator: "  ·  "))
    let summary = try model.summary(input: Tensor(zeros: [images.training.batchSize, 28, 28, 1]))
    let lines = summary.lines.enumerated().map { $0.offset == 0 ? screen.color.paint($0.element, .bold) : $0.element }
    print("\n" + lines.joined(separator: "\n") + "\n")
    let stepCount = images.training.batches(ofEpoch: 0).count
    print(
      "Training for \(epochs) \(epochs == 1 ? "epoch" : "epochs") of \(stepCount.withThousands) steps "
        + "with \(images.training.batchSize) images: SGD, learning rate \(learningRate), seed \(seed)\n")
  }

  private func conclude(_ model: LeNet, _ images: DigitImages, _ weights: String, _ screen: Screen) throws {
    let report = try TestReport(model, images)
    print("\n" + screen.color.paint("Test accuracy \(NumberText.percent(report.accuracy, decimals: 2))", .bold) + "\n")
    print(report.confusion(color: screen.color) + "\n")
    print(report.examples(screen) + "\n")
    print("Weights  \(weights)\nLog      \(logPath)")
    print("Use them with  apus evaluate \(output)   or   apus predict \(output)")
  }

  /// Written after every epoch, so that a run that is killed leaves what it has done.
  private func keepLog<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
    if event == .epochEnd { try TrainingLog.write(loop.history, to: logPath) }
  }

  private func stopWhenInterrupted<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
    if event == .batchEnd, Interrupt.isWanted { throw TrainingLoopAction.cancelFit }
  }
}

extension TrainingLoop {
  fileprivate var hasLearnt: Bool { !history.epochs.isEmpty || batchIndex > 0 }
}
