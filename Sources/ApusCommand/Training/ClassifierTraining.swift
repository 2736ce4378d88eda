import Apus
import Checkpoints
import TrainingLoop

/// A classifier trained, saved and tested, with its progress on the terminal.
struct ClassifierTraining<Opt: Optimizer>: TrainingRun where Opt.Model: Classifier {
  let kind: ClassifierKind
  /// With its first weights.
  let model: Opt.Model
  let images: LabeledImages
  let optimizer: Opt
  /// The optimizer in words.
  let recipe: String
  let epochs: Int
  let seed: UInt64
  /// The folder for weights and log.
  let output: String
  /// `nil` for a run without checkpoints.
  let checkpoints: RunCheckpoints?
  private var screen: Screen { Screen() }

  private var loop: TrainingLoop<Opt, Tensor<Int32>> {
    TrainingLoop(
      training: images.training, validation: images.test, optimizer: optimizer, lossFunction: softmaxCrossEntropy, metrics: [.accuracy],
      callbacks: [keepLog, stopOnSignals()], progress: .automatic(counting: "images"))
  }

  func verify(steps: Int?) throws -> RunVerification {
    try loop.verify(model, in: RunCheckpoints.folder(in: output), steps: steps)
  }

  func train() throws {
    var (model, trainingLoop) = (model, loop)
    try Folder.create(output)
    try introduce(model)
    do { try fit(&trainingLoop, &model) } catch {
      // What was learnt is kept; the error that ended the run is the one to tell.
      if trainingLoop.hasLearnt { _ = try? save(model) }
      throw error
    }
    if trainingLoop.state.stopReason == nil { try takeBestWeights(&model) }
    let weights = try save(model)
    if let reason = trainingLoop.state.stopReason {
      print("\nStopped by \(reason) in epoch \(trainingLoop.epochIndex + 1) of \(epochs). Weights: \(weights)")
      if checkpoints != nil { print("Go on with  \(RunCheckpoints.commandToGoOn())") }
      return
    }
    try conclude(model, weights, trainingLoop.fingerprint)
  }

  private func fit(_ loop: inout TrainingLoop<Opt, Tensor<Int32>>, _ model: inout Opt.Model) throws {
    guard let checkpoints else {
      try loop.fit(&model, epochs: epochs)
      return
    }
    let folder = RunCheckpoints.folder(in: output)
    do {
      try loop.fit(
        &model, epochs: epochs, checkpoint: checkpoints.schedule, in: folder, keep: checkpoints.keep, best: checkpoints.best?.quantity,
        resume: checkpoints.isResuming)
    } catch TrainingCheckpointError.earlierRun { throw CommandError.earlierRun(output) }
  }

  private func takeBestWeights(_ model: inout Opt.Model) throws {
    guard let best = checkpoints?.best else { return }
    let checkpoint = try CheckpointFolder(path: RunCheckpoints.folder(in: output)).best(on: best.quantity)
    try checkpoint.restore(&model)
    print("\nThe weights are those of the best epoch: \(best.text(checkpoint))")
  }

  private func save(_ model: Opt.Model) throws -> String {
    try SavedClassifier.save(model, kind, trainedOn: images.source, in: output)
  }

  private var logPath: String { output + "/log.csv" }

  private func introduce(_ model: Opt.Model) throws {
    let parameters = "\(kind.name), \(model.parameterCount.withThousands) parameters"
    print(["Apus \(apusVersion)", platformText(), parameters, images.text].joined(separator: "  ·  "))
    let batchSize = images.training.batchSize
    let summary = try model.summary(input: Tensor(zeros: TensorShape([batchSize] + images.testFiles.imageShape)))
    let lines = summary.lines.enumerated().map { $0.offset == 0 ? screen.color.paint($0.element, .bold) : $0.element }
    print("\n" + lines.joined(separator: "\n") + "\n")
    let stepCount = images.training.batches(ofEpoch: 0).count
    print(
      "Training for \(epochs) \(epochs == 1 ? "epoch" : "epochs") of \(stepCount.withThousands) steps "
        + "with \(batchSize) images: \(recipe), seed \(seed)\n")
  }

  private func conclude(_ model: Opt.Model, _ weights: String, _ fingerprint: RunFingerprint) throws {
    let report = try TestReport(model, images)
    print("\n" + screen.color.paint("Test accuracy \(NumberText.percent(report.accuracy, decimals: 2))", .bold) + "\n")
    print(report.confusion(color: screen.color) + "\n")
    print(report.examples(screen) + "\n")
    print("\(fingerprint)\n")
    print("Weights  \(weights)\nLog      \(logPath)")
    print("Use them with  apus evaluate \(output)   or   apus predict \(output)")
  }

  /// Written after every epoch, so that a run that is killed leaves what it has done; cut back where one goes on.
  private func keepLog<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
    if loop.isVerifying { return }
    // Only here it is known that the folder has no other run.
    if event == .fitStart { try SavedCommand().save(in: output) }
    if event == .epochEnd || event == .fitStart && !loop.history.epochs.isEmpty { try TrainingLog.write(loop.history, to: logPath) }
  }
}

extension TrainingLoop {
  fileprivate var hasLearnt: Bool { !history.epochs.isEmpty || batchIndex > 0 }
}
