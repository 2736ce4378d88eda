import Checkpoints

/// The checkpoints of a run that its folder keeps, and where they are.
struct KeptCheckpoints {
  private(set) var selection: CheckpointSelection
  /// The paths by the steps of the selection.
  private var paths: [Int: String] = [:]

  /// Those that are there.
  ///
  /// - Parameter start: where the run goes on; `nil` where it starts. What lies behind is damaged, or the run would go on there: it is
  ///   made once more.
  init(_ plan: CheckpointPlan, goingOnFrom start: TrainingPosition?) {
    let known =
      start.map { start in
        plan.folder.paths.compactMap { path in TrainingCheckpoint(wholeAt: path) { $0.position.step <= start.step } }
      } ?? []
    // Of two with one step the later one is that of the end of an epoch.
    paths = Dictionary(known.map { ($0.position.step, $0.saved.path) }, uniquingKeysWith: { $1 })
    let values = Dictionary(known.map { ($0.position.step, plan.best.flatMap($0.value)) }, uniquingKeysWith: { $1 })
    selection = CheckpointSelection(
      keeping: plan.folder.keep ?? .max, best: plan.best, bestCount: plan.bestCount,
      entries: values.map { .init(step: $0.key, value: $0.value) })
  }

  var isEmpty: Bool { selection.entries.isEmpty }

  /// Takes up a checkpoint once `save` has saved it.
  ///
  /// - Parameters:
  ///   - value: of the quantity that tells the best; `nil` if it was not measured.
  ///   - save: given the paths of those that stay beside it, returns its path.
  mutating func add(step: Int, value: Float?, _ save: (_ others: [String]) throws -> String) throws {
    var next = selection
    _ = next.add(step: step, value: value)
    let others = next.entries.filter { $0.step != step }.compactMap { paths[$0.step] }
    let path = try save(others)
    paths[step] = path
    selection = next
    paths = paths.filter { step, _ in next.entries.contains { $0.step == step } }
  }
}
