#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that appears under its name only when it is complete and on disk.
///
/// The bytes go to a temporary file in the same folder, which is synced, renamed over the name, and the folder synced. If
/// anything fails before the renaming, the old file stays and the temporary one is removed. A process that is killed
/// leaves its temporary file; the next write to the same name removes it.
///
/// An existing file passes its permissions on; a symbolic link is replaced, not followed.
///
/// ```swift
/// try AtomicFile.write(to: "run/state.json") { file in
///   try text.withUnsafeBytes { try file.append($0) }
/// }
/// ```
package final class AtomicFile {
  /// The bytes appended so far.
  package private(set) var byteCount = 0

  private let path: String
  private let temporaryPath: String
  private let descriptor: Int32
  private let fileSystem: FileSystem

  /// Replaces the file at `path` by what `body` appends.
  ///
  /// - Throws: `AtomicFileError`, or what `body` throws.
  package static func write(
    to path: String, in fileSystem: FileSystem = .system, _ body: (AtomicFile) throws -> Void
  ) throws {
    removeLeftovers(of: path)
    let file = try AtomicFile(path: path, fileSystem)
    do {
      try body(file)
      try file.commit()
    } catch {
      try? fileSystem.remove(file.temporaryPath)
      throw error
    }
  }

  private init(path: String, _ fileSystem: FileSystem) throws(AtomicFileError) {
    self.fileSystem = fileSystem
    let prefix = Self.temporaryPrefix(of: path)
    while true {
      let temporary = prefix + String(UInt32.random(in: .min ... .max), radix: 16)
      let descriptor: Int32
      do {
        descriptor = try fileSystem.create(temporary)
      } catch {
        if error.code == EEXIST || error.code == EINTR { continue }
        throw AtomicFileError(path: path, step: .create, code: error.code)
      }
      // The lock tells others that this file's writer lives. It may be taken only after one of them has found the file
      // without a lock and removed it, so that a file without a name means: try again.
      flock(descriptor, LOCK_EX)
      var status = stat()
      if fstat(descriptor, &status) == 0, status.st_nlink == 0 {
        close(descriptor)
        continue
      }
      (self.path, temporaryPath, self.descriptor) = (path, temporary, descriptor)
      break
    }
    var old = stat()
    if lstat(path, &old) == 0, old.st_mode & S_IFMT == S_IFREG { fchmod(descriptor, old.st_mode & 0o7777) }
  }

  deinit { close(descriptor) }

  /// Writes `bytes` behind those appended before.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(AtomicFileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      let written: Int
      do {
        written = try fileSystem.write(descriptor, piece, byteCount)
      } catch {
        if error.code == EINTR { continue }
        throw failure(.write, error)
      }
      rest = rest.dropFirst(written)
      byteCount += written
    }
  }

  private func commit() throws(AtomicFileError) {
    do { try fileSystem.synchronize(descriptor) } catch { throw failure(.synchronize, error) }
    do { try fileSystem.rename(temporaryPath, path) } catch { throw failure(.replace, error) }
    do { try fileSystem.synchronizeFolder(Self.folder(of: path)) } catch { throw failure(.synchronizeFolder, error) }
  }

  private func failure(_ step: AtomicFileError.Step, _ failure: FileSystem.Failure) -> AtomicFileError {
    AtomicFileError(path: path, step: step, code: failure.code)
  }
}
