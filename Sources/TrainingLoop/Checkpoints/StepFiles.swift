import Checkpoints
import Foundation

/// The steps of a run's history that are too many for each checkpoint: full files of them lie beside the checkpoints, as `steps-0`,
/// `steps-1` and so on. A checkpoint has how many belong to it, and the steps after these.
///
/// A step with one metric takes 40 bytes, so the 5,616 steps of LeNet's 12 epochs are as large as its weights and a million are 160 times
/// as large: what is written once for each of them must not be written again with every checkpoint. A file is made before the first
/// checkpoint that needs it, and a run that goes on from an earlier one makes the same bytes again.
enum StepFiles {
  private static let (count, steps) = ("run/history/stepFiles", "steps")

  /// A file that is to be written.
  struct Pending {
    let index: Int
    let content: Checkpoint
  }

  static func path(_ index: Int, in folder: String) -> String { "\(folder)/steps-\(index)" }

  /// The files that `steps` fill, from the one with the number `first`.
  static func pending(_ steps: [History.Step], from first: Int, length: Int) throws -> [Pending] {
    let fullCount = steps.count / length
    return try (min(first, fullCount)..<fullCount).map { index in
      var content = Checkpoint()
      try Array(steps[index * length..<(index + 1) * length]).add(to: &content, as: Self.steps)
      return Pending(index: index, content: content)
    }
  }

  /// - Parameter length: the steps of a file.
  /// - Returns: the steps that belong into the checkpoint itself.
  static func add(countOf steps: [History.Step], length: Int, to checkpoint: inout Checkpoint) throws -> [History.Step] {
    try checkpoint.add(steps.count / length, as: count)
    return Array(steps[(steps.count / length * length)...])
  }

  /// How many files belong to a checkpoint.
  static func count(_ saved: SavedCheckpoint) throws -> Int {
    let count = try saved.integer(Self.count)
    guard count >= 0 else { throw saved.malformed(Self.count) }
    return count
  }

  /// The steps in the files that belong to a checkpoint.
  ///
  /// - Parameter names: of loss and metrics.
  static func steps(_ saved: SavedCheckpoint, names: [String]) throws -> [History.Step] {
    try files(saved).flatMap { try [History.Step]($0, from: Self.steps, names: names) }
  }

  /// Holds the bytes of the files that belong to a checkpoint against their checksums.
  static func verify(_ saved: SavedCheckpoint) throws { for file in try files(saved) { try file.verify() } }

  private static func files(_ saved: SavedCheckpoint) throws -> [SavedCheckpoint] {
    let folder = URL(fileURLWithPath: saved.path).deletingLastPathComponent().path
    return try (0..<count(saved)).map { try SavedCheckpoint(path: path($0, in: folder)) }
  }
}
