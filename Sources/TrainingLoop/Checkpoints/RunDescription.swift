import Checkpoints

/// What a checkpoint and the run that goes on from it must have in common.
struct RunDescription {
  private static let name = "run/description"
  static let orderSeed = "seed of the order of samples"

  private let entries: [(what: String, value: String)]

  init<Opt: Optimizer, Target>(model: Opt.Model, _ loop: TrainingLoop<Opt, Target>) {
    var entries = [
      ("training samples", "\(loop.training.sampleCount)"), ("batch size", "\(loop.training.batchSize)"),
      (Self.orderSeed, loop.training.seed.map(String.init) ?? "none"),
      ("last partial batch", loop.training.dropsLastPartialBatch ? "dropped" : "used"),
      ("metrics", loop.metricNames.joined(separator: ", ")), ("optimizer", "\(Opt.self)"),
    ]
    if let pipeline = loop.training.pipeline { entries.append(("data", pipeline)) }
    model.visit { path, parameter in entries.append(("model \(path.name)", "\(parameter.node.type)")) }
    entries += loop.optimizer.checkpointNames.enumerated().map { index, name in
      ("optimizer \(name)", "\(loop.optimizer.state[index].node.type)")
    }
    self.entries = entries.map { (what: $0.0, value: $0.1) }
  }

  func add(to checkpoint: inout Checkpoint) { checkpoint.add(texts: entries.flatMap { [$0.what, $0.value] }, as: Self.name) }

  /// - Parameter ignored: what may be another.
  /// - Throws: `TrainingCheckpointError.otherRun`.
  func requireSame(in saved: SavedCheckpoint, ignoring ignored: Set<String> = []) throws {
    guard saved.names.contains(Self.name) else { throw TrainingCheckpointError.malformed(path: saved.path, part: Self.name) }
    let texts = try saved.texts(Self.name)
    let pairs = stride(from: 0, to: texts.count - 1, by: 2).map { (texts[$0], texts[$0 + 1]) }
    let other = Dictionary(pairs, uniquingKeysWith: { $1 })
    let own = Dictionary(entries.map { ($0.what, $0.value) }, uniquingKeysWith: { $1 })
    let names = entries.map(\.what) + pairs.map(\.0).filter { own[$0] == nil }
    let differences = names.filter { own[$0] != other[$0] && !ignored.contains($0) }.map {
      TrainingCheckpointError.Difference(what: $0, run: own[$0], checkpoint: other[$0])
    }
    if !differences.isEmpty { throw TrainingCheckpointError.otherRun(path: saved.path, differences) }
  }
}
