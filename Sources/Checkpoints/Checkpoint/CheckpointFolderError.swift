/// Why a folder gives no checkpoint.
public enum CheckpointFolderError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A checkpoint that cannot be used.
  public struct Damaged: Hashable, Sendable {
    public let path: String
    /// The text of the error.
    public let reason: String
  }

  /// There is no checkpoint, or every one is damaged.
  case none(folder: String, damaged: [Damaged])

  public var description: String {
    switch self {
    case .none(let folder, let damaged) where damaged.isEmpty:
      ErrorText.text("a folder has no checkpoint", [("folder", folder), ("hint", "save one there first")])
    case .none(let folder, let damaged):
      ErrorText.text("every checkpoint of a folder is damaged", [("folder", folder)]) + "\n"
        + damaged.map { $0.reason.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n") }.joined(separator: "\n")
    }
  }
}
