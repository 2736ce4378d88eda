import TrainingLoop

/// Logs a run for TensorBoard, in a folder of its own below `logRootDirectory`.
///
///     callbacks: [tensorBoardStatisticsLogger()]
///
///     run/tensorboard/stats/20261121-135240/train        each step: loss, accuracy, batchLoss, learningRate
///     run/tensorboard/stats/20261121-135240/validation   each epoch: loss, accuracy
///
/// `tensorboard --logdir run/tensorboard/stats` shows both as curves of one chart, and all runs beside one another: step n is what n
/// batches have made. Loss and metrics are those of the epoch so far, `batchLoss` is that of the batch alone. The host reads no batch for
/// this: points are written when the loop reads the statistics of its steps, and are then in the file. A run that is continued goes
/// on with its folder, from which the points after its first step are removed.
///
/// - Parameter contents: what else the log has.
/// - Throws: the callback, `EventFileError`; `RunLogError` where a model or its data do not have what `contents` ask for.
public func tensorBoardStatisticsLogger<L: TrainingLoopProtocol>(
  logRootDirectory: String = "run/tensorboard/stats", including contents: [TensorBoardContent] = []
) -> TrainingLoopCallback<L> {
  TensorBoardStatisticsLogger(root: logRootDirectory, contents.map(\.recorder)).log
}

/// The callback, with the files that it has open. What a continued run needs lies in the loop's state.
final class TensorBoardStatisticsLogger {
  private let root: String
  private let recorders: [any RunRecorder]
  private let name: String
  private var run: RunLog?

  init(root: String, _ recorders: [any RunRecorder]) {
    (self.root, self.recorders) = (root, recorders)
    name = "tensorBoardStatisticsLogger \(root)"
  }

  func log<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
    if loop.isVerifying { return }
    if event == .fitStart { run = try open(&loop) }
    // Where another callback ended the run at its start, the log is still that of an earlier run.
    guard let run, loop.state[name][text: "run"] == run.name else { return }
    try run.write(loop.history.steps, isInStep: event == .batchEnd && loop.isTraining, stepIndex: loop.stepIndex)
    if event == .validationEnd, let validation = loop.history.epochs.last?.validation {
      try run.writer("validation").scalars(validation.values.map { ($0.name, $0.value) }, step: loop.stepIndex)
    }
    for recorder in recorders { try recorder.record(&loop, event, to: run) }
    if event == .epochEnd { loop.state[name][number: "epochEnd"] = Double(loop.stepIndex) }
    // What has been written is in the file before a checkpoint says so.
    try run.flush()
    if event == .fitEnd { self.run = nil }
  }

  private func open<L: TrainingLoopProtocol>(_ loop: inout L) throws -> RunLog {
    if let run = loop.state[name][text: "run"] {
      let epochEnd = Int(loop.state[name][number: "epochEnd", default: 0])
      return try RunLog(root: root, continuing: run, afterStep: loop.stepIndex, epochEnd: epochEnd)
    }
    let run = try RunLog(root: root)
    loop.state[name][text: "run"] = run.name
    return run
  }
}
