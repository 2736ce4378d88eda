#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension AtomicFile {
  /// Removes the temporary files that killed writers of `path` have left.
  ///
  /// The system drops a file's lock when its writer dies, so that a temporary file that can be locked has none.
  static func removeLeftovers(of path: String) {
    let folder = folder(of: path)
    let prefix = temporaryPrefix(of: path).dropFirst(folderPrefix(of: path).count)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for name in names where name.hasPrefix(prefix) {
      let leftover = folderPrefix(of: path) + name
      let descriptor = open(leftover, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(leftover) }
      close(descriptor)
    }
  }

  /// What the names of the temporary files for `path` begin with: hidden, and beside it, for only within one file system
  /// can a file be renamed.
  static func temporaryPrefix(of path: String) -> String {
    let folder = folderPrefix(of: path)
    return "\(folder).\(path.dropFirst(folder.count)).incomplete-"
  }

  /// The folder that holds `path`.
  static func folder(of path: String) -> String {
    let prefix = folderPrefix(of: path)
    return prefix.isEmpty ? "." : prefix
  }

  /// `path` up to and with its last slash; empty for a plain name.
  private static func folderPrefix(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
