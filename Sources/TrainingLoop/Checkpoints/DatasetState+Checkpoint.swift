import Checkpoints
import Foundation

/// The place in the data, of a run whose batches have no numbers.
extension DatasetState {
  private static let name = "run/data"

  func add(to checkpoint: inout Checkpoint) throws {
    checkpoint.add(texts: [String(decoding: try JSONEncoder().encode(self), as: UTF8.self)], as: Self.name)
  }

  /// `nil` for a checkpoint without one.
  static func saved(_ saved: SavedCheckpoint) throws -> DatasetState? {
    guard saved.names.contains(name) else { return nil }
    guard let text = try saved.texts(name).first, let state = try? JSONDecoder().decode(DatasetState.self, from: Data(text.utf8)) else {
      throw saved.malformed(name)
    }
    return state
  }
}
