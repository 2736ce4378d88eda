import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// A folder that appears under its name only when everything in it is complete and on disk.
///
/// It is made beside its place under a hidden name and renamed. A folder that is there already is put aside just before, and removed
/// when the new one is in its place; if anything fails, it stays. A process that is killed between the two renames leaves it under
/// the hidden name with `.old`.
enum AtomicFolder {
  /// Replaces the folder at `path` by one that `fill` is given the path of.
  ///
  /// - Parameter marker: a file that a folder must have to be replaced, so that no other folder is ever removed; an empty one may be.
  /// - Throws: `AtomicFileError`, or what `fill` throws.
  static func write(to path: String, replacing marker: String, _ fill: (_ folder: String) throws -> Void) throws {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let contents = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    if !contents.isEmpty, !contents.contains(marker) { throw AtomicFileError(path: path, step: .replace, code: ENOTEMPTY) }
    let temporary = AtomicFile.temporaryPrefix(of: path) + UUID().uuidString
    guard mkdir(temporary, 0o777) == 0 else { throw AtomicFileError(path: path, step: .create, code: errno) }
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    try fill(temporary)
    let fileSystem = FileSystem.system
    do throws(FileSystem.Failure) {
      try fileSystem.synchronizeFolder(temporary)
      try put(temporary, at: path)
    } catch {
      throw AtomicFileError(path: path, step: .replace, code: error.code)
    }
    do { try fileSystem.synchronizeFolder(AtomicFile.folder(of: path)) } catch {
      throw AtomicFileError(path: path, step: .synchronizeFolder, code: error.code)
    }
  }

  private static func put(_ temporary: String, at path: String) throws(FileSystem.Failure) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return try FileSystem.system.rename(temporary, path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw FileSystem.Failure(code: ENOTDIR) }
    let aside = temporary + ".old"
    try FileSystem.system.rename(path, aside)
    do { try FileSystem.system.rename(temporary, path) } catch {
      try FileSystem.system.rename(aside, path)
      throw error
    }
    try? FileManager.default.removeItem(atPath: aside)
  }
}

extension AtomicFolder {
  /// Makes a folder in one that is being written, and brings to disk what `fill` puts there.
  static func makeFolder(_ path: String, _ fill: (_ folder: String) throws -> Void) throws {
    guard mkdir(path, 0o777) == 0 else { throw AtomicFileError(path: path, step: .create, code: errno) }
    try fill(path)
    do { try FileSystem.system.synchronizeFolder(path) } catch {
      throw AtomicFileError(path: path, step: .synchronizeFolder, code: error.code)
    }
  }
}
