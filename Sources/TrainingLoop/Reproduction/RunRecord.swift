import Checkpoints

/// What the folder of a run tells of it: the checkpoints that are whole, and which are not.
struct RunRecord {
  /// In the order of the run; never empty.
  let checkpoints: [TrainingCheckpoint]
  /// The paths of the others.
  let damaged: [String]
  /// That of the last checkpoint.
  let history: History
  let fingerprint: RunFingerprint

  /// - Throws: `CheckpointFolderError.none`; `TrainingCheckpointError`.
  init(_ folder: CheckpointFolder) throws {
    var (checkpoints, damaged) = ([TrainingCheckpoint](), [String]())
    for path in folder.paths {
      if let found = TrainingCheckpoint(wholeAt: path) { checkpoints.append(found) } else { damaged.append(path) }
    }
    checkpoints.sort { $0.position < $1.position }
    guard let last = checkpoints.last else {
      _ = try folder.openNewest()  // throws what is wrong with each
      throw TrainingCheckpointError.noSteps(folder: folder.path)
    }
    (self.checkpoints, self.damaged) = (checkpoints, damaged)
    history = try History(last.saved)
    fingerprint = try RunFingerprint(last.saved)
  }

  /// A part of the run that can be executed once more.
  struct Passage {
    /// `nil` for the start of the run.
    let start: TrainingCheckpoint?
    /// The number of training batches that are done at its end.
    let end: Int
    /// The checkpoints on the way.
    let passed: [TrainingCheckpoint]
  }

  /// The last part that has so many steps, or as many as there are.
  ///
  /// - Parameter steps: `nil` for those from the last checkpoint but one to the last one.
  /// - Returns: `nil` for a run without steps.
  func passage(of steps: Int?) -> Passage? {
    guard let last = checkpoints.last?.position.step, last > 0 else { return nil }
    let start = checkpoints.last { $0.position.step <= max(last - (steps ?? 1), 0) }
    let first = start?.position.step ?? 0
    let end = steps.map { min(first + $0, last) } ?? last
    return Passage(start: start, end: end, passed: checkpoints.filter { (first + 1...end).contains($0.position.step) })
  }
}
