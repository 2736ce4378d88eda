#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Why a file could not be written. Unless `step` is `synchronizeFolder`, what was at `path` before is still there.
public struct AtomicFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What failed.
  public enum Step: Hashable, Sendable {
    case create, write, synchronize, replace, synchronizeFolder
  }

  public let path: String
  public let step: Step
  /// The system's error number, such as `ENOSPC`.
  public let code: Int32

  /// The error as a text of a few lines: what is wrong, where, and what to do.
  public var description: String {
    """
    Apus: a file cannot be \(verb)
      file  \(path)
      why   \(String(cString: strerror(code)))
      hint  \(hint)
    """
  }

  private var verb: String {
    switch step {
    case .create: "created"
    case .write: "written"
    case .synchronize, .synchronizeFolder: "brought safely to disk"
    case .replace: "put in its place"
    }
  }

  private var hint: String {
    switch (step, code) {
    case (.synchronizeFolder, _): "the new file is in place, but a power failure may bring back the old one"
    case (.create, ENOENT), (.create, ENOTDIR): "create the folder first"
    case (_, ENOSPC), (_, EDQUOT), (_, EFBIG): "free some space and save again; the old file, if there was one, is untouched"
    case (.replace, EISDIR), (.replace, ENOTEMPTY), (.replace, EEXIST): "a folder has this name: choose another"
    default: "the old file, if there was one, is untouched"
    }
  }
}
