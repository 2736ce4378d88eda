import ArgumentParser

/// What the options of a training command are if the user does not give them.
protocol TrainingDefaults {
  /// What `--data` may name.
  static var dataHelp: String { get }
  static var epochs: Int { get }
  static var batchSizeHelp: String { get }
  static var learningRateHelp: String { get }
  static var learningRate: Float { get }
  static var output: String { get }
}

/// The options that all training commands have.
struct TrainingOptions<Defaults: TrainingDefaults>: ParsableArguments {
  @Option(help: ArgumentHelp(stringLiteral: Defaults.dataHelp))
  var data: String?
  @Option(help: "How often to go through the training images.")
  var epochs = Defaults.epochs
  @Option(help: ArgumentHelp(stringLiteral: Defaults.batchSizeHelp))
  var batchSize: Int?
  @Option(help: ArgumentHelp(stringLiteral: Defaults.learningRateHelp))
  var learningRate = Defaults.learningRate
  @Option(help: "Decides the first weights, the order of the images and how they are changed.")
  var seed: UInt64 = 0
  @Option(help: ArgumentHelp("Where weights and log are put.", valueName: "folder"))
  var output = Defaults.output
  @Option(help: ArgumentHelp("Saves a checkpoint after every so many steps, and when the run ends.", valueName: "steps"))
  var checkpointEvery: Int?
  @Option(help: ArgumentHelp("How many of the newest checkpoints stay. (default: \(defaultKeep))", valueName: "count"))
  var keep: Int?
  @Option(help: "Keeps the checkpoint of the best epoch too, and in the end takes its weights.")
  var best: BestEpoch?
  @Flag(
    help: """
      Goes on from the newest checkpoint in the output folder. With this, --keep or --best, and without --checkpoint-every, one is saved \
      after every epoch.
      """)
  var resume = false

  func validate() throws {
    if epochs < 1 { throw ValidationError("--epochs is at least 1, not \(epochs)") }
    if let checkpointEvery, checkpointEvery < 1 {
      throw ValidationError("--checkpoint-every is at least 1, not \(checkpointEvery)")
    }
    if let keep, keep < 1 { throw ValidationError("--keep is at least 1, not \(keep)") }
    if let batchSize, batchSize < 1 { throw ValidationError("--batch-size is at least 1, not \(batchSize)") }
    if !learningRate.isFinite || learningRate < 0 { throw ValidationError("--learning-rate is at least 0, not \(learningRate)") }
  }
}

private let defaultKeep = 3

extension TrainingOptions {
  /// When checkpoints are saved, and whether the run goes on from one; `nil` for a run without.
  var checkpoints: RunCheckpoints? {
    if checkpointEvery == nil && keep == nil && best == nil && !resume { return nil }
    return RunCheckpoints(
      schedule: checkpointEvery.map { .every(steps: $0) } ?? .everyEpoch, keep: keep ?? defaultKeep, best: best, isResuming: resume)
  }
}
