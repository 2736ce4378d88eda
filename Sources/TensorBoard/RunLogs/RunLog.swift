import Foundation
import TrainingLoop

/// The event files of one run: a folder with one for the training, one for the validation, and one for the run itself.
final class RunLog {
  /// The folder of all runs.
  let root: String
  /// That of the folder.
  let name: String
  /// Whether the run began with this log.
  let isNew: Bool
  /// The steps that were written at this event.
  private(set) var newSteps: [History.Step] = []
  /// The number of batches up to the last one written.
  private(set) var writtenStep = 0

  private let folder: String
  private let lastSteps: [String: Int]
  private var writers: [String: SummaryWriter] = [:]

  /// Begins a run in a folder that is named after the time.
  init(root: String) throws {
    (self.root, name, isNew, lastSteps) = (root, try RunFolder.make(in: root), true, [:])
    folder = root + "/" + name
    _ = try writer("train")  // so that TensorBoard lists the run
  }

  /// Goes on with a run.
  ///
  /// The last step is written once more, because what was written at the end of its epoch has its number and may lie ahead of where the
  /// run goes on.
  ///
  /// - Parameters:
  ///   - step: the number of batches so far.
  ///   - epochEnd: the same at the end of the last epoch.
  init(root: String, continuing name: String, afterStep step: Int, epochEnd: Int) throws {
    (self.root, self.name, isNew, folder) = (root, name, false, root + "/" + name)
    lastSteps = ["": 0, "train": max(epochEnd, step - 1), "validation": epochEnd]
    _ = try writer("train")  // which cuts the file back
    for path in try EventFileWriter.eventFiles(in: folder + "/train") {
      writtenStep = max(writtenStep, try EventFile(path: path).scalars("batchLoss").last?.step ?? 0)
    }
  }

  /// The writer of `train`, of `validation`, or of the run, whose name is empty. It begins its file when it is first asked for.
  func writer(_ part: String) throws -> SummaryWriter {
    if let writer = writers[part] { return writer }
    let path = part.isEmpty ? folder : folder + "/" + part
    let writer = try SummaryWriter(folder: path, resumingAfterStep: lastSteps[part])
    writers[part] = writer
    return writer
  }

  /// Writes the steps that were not written yet.
  ///
  /// - Parameter isInStep: whether the step `stepIndex` is just ending: it waits for the next event, because a run that is continued
  ///   after it writes it again.
  func write(_ steps: [History.Step], isInStep: Bool, stepIndex: Int) throws {
    newSteps = steps.reversed().prefix { $0.index >= writtenStep }.reversed()
    if isInStep { newSteps.removeAll { $0.index >= stepIndex } }
    guard let last = newSteps.last else { return }
    let writer = try writer("train")
    for step in newSteps {
      let own: [(tag: String, value: Float)] = [("batchLoss", step.loss), ("learningRate", step.learningRate)]
      try writer.scalars(step.statistics.values.map { ($0.name, $0.value) } + own, step: step.index + 1)
    }
    writtenStep = last.index + 1
  }

  func flush() throws { for writer in writers.values { try writer.flush() } }
}
