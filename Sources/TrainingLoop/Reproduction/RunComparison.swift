import Checkpoints

/// Holds a run that is executed once more against its checkpoints, and ends it where the passage does.
final class RunComparison {
  private let passage: RunRecord.Passage
  private(set) var compared: [String] = []
  private(set) var difference: RunVerification.TensorDifference?
  /// Whether the run has come to the end of the passage.
  private(set) var isComplete = false

  init(_ passage: RunRecord.Passage) { self.passage = passage }

  /// At `batchEnd` of the training and at `epochEnd`, when all callbacks have been called: where checkpoints are taken.
  func compare<Opt, Target>(_ loop: inout TrainingLoop<Opt, Target>, after event: TrainingLoopEvent) throws {
    let position = loop.position(after: event)
    if difference == nil, let checkpoint = passage.passed.first(where: { $0.position == position }) {
      try compare(loop.checkpoint(after: event), checkpoint.saved)
    }
    // The checkpoint of the last step may be that of the end of its epoch.
    let last = passage.passed.last.flatMap { $0.position.step == passage.end ? $0.position : nil }
    isComplete = last.map { position >= $0 } ?? (position.step >= passage.end)
    if isComplete { throw TrainingLoopAction.cancelFit }
  }

  private func compare(_ checkpoint: Checkpoint, _ saved: SavedCheckpoint) throws {
    compared.append(saved.path)
    guard let found = try checkpoint.firstDifference(from: saved, where: Self.isCompared) else { return }
    difference = .init(name: found.name, path: saved.path, elementCount: found.elementCount)
  }

  /// All that follows from the run alone: not times, nor numbers that callbacks remember, some of which count what was read when.
  private static func isCompared(_ name: String) -> Bool {
    let parts = [
      "model/", "optimizer/", "run/learningRate", "run/random", "run/position", "run/metrics", "run/state/tensors", "run/history",
    ]
    return parts.contains { name.hasPrefix($0) } && !name.hasSuffix("/times")
  }
}

extension RunVerification.StepDifference {
  /// The first step in `range` that two histories do not have alike.
  init?(saved: History, found: History, in range: Range<Int>) {
    let (saved, found) = (saved.steps.filter { range.contains($0.index) }, found.steps.filter { range.contains($0.index) })
    for place in 0..<max(saved.count, found.count) {
      guard place < saved.count, place < found.count, saved[place].index == found[place].index else {
        let steps = [saved, found].compactMap { $0.indices.contains(place) ? $0[place].index : nil }
        self.init(step: steps.min() ?? range.lowerBound, name: "step", saved: nil, found: nil)
        return
      }
      let pairs = zip(saved[place].numbers, found[place].numbers)
      if let (saved, other) = pairs.first(where: { $0.value.bitPattern != $1.value.bitPattern }) {
        self.init(step: found[place].index, name: saved.name, saved: saved.value, found: other.value)
        return
      }
    }
    return nil
  }
}

extension History.Step {
  fileprivate var numbers: [(name: String, value: Float)] {
    [("batch loss", loss), ("learning rate", learningRate)] + statistics.values
  }
}
