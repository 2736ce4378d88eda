import Checkpoints

/// The place in the sequence of random numbers that are drawn without a seed of their own.
enum RandomPlace {
  private static let name = "run/random"

  static func add(to checkpoint: inout Checkpoint) throws {
    let context = Context.local
    try checkpoint.add([Int64(bitPattern: context.randomSeed), Int64(bitPattern: context.randomDrawCount)], as: name)
  }

  static func restore(from saved: SavedCheckpoint) throws {
    let numbers = try saved.numbers(name, of: Int64.self).map { UInt64(bitPattern: $0) }
    guard numbers.count == 2 else { throw saved.malformed(name) }
    Context.local.randomSeed = numbers[0]
    Context.local.randomDrawCount = numbers[1]
  }
}
