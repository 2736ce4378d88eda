import Apus
import Checkpoints

/// The place in the sequence of random numbers that are drawn without a seed of their own.
struct RandomPlace: Hashable, Sendable {
  let seed: UInt64
  let drawCount: UInt64

  /// That of the context.
  init() { (seed, drawCount) = (Context.local.randomSeed, Context.local.randomDrawCount) }

  func restore() {
    Context.local.randomSeed = seed
    Context.local.randomDrawCount = drawCount
  }

  func add(to checkpoint: inout Checkpoint, as name: String = "run/random") throws {
    try checkpoint.add([seed, drawCount].map { Int64(bitPattern: $0) }, as: name)
  }

  init(_ saved: SavedCheckpoint, from name: String = "run/random") throws {
    let numbers = try saved.numbers(name, of: Int64.self).map { UInt64(bitPattern: $0) }
    guard numbers.count == 2 else { throw saved.malformed(name) }
    (seed, drawCount) = (numbers[0], numbers[1])
  }
}
