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

  /// Replaces the file at `path` by what `body` appends.
  ///
  /// - Throws: `AtomicFileError`, or what `body` throws.
  package static func write(to path: String, _ body: (AtomicFile) throws -> Void) throws {
    removeLeftovers(of: path)
    let file = try AtomicFile(path: path)
    do {
      try body(file)
      try file.commit()
    } catch {
      unlink(file.temporaryPath)
      throw error
    }
  }

  private init(path: String) throws(AtomicFileError) {
    let prefix = Self.temporaryPrefix(of: path)
    while true {
      let temporary = prefix + String(UInt32.random(in: .min ... .max), radix: 16)
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else {
        if errno == EEXIST || errno == EINTR { continue }
        throw AtomicFileError(path: path, step: .create, code: errno)
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
      let written = pwrite(descriptor, piece.baseAddress, piece.count, off_t(byteCount))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw failure(.write) }
      rest = rest.dropFirst(written)
      byteCount += written
    }
  }

  private func commit() throws(AtomicFileError) {
    guard fsync(descriptor) == 0 else { throw failure(.synchronize) }
    guard rename(temporaryPath, path) == 0 else { throw failure(.replace) }
    let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw failure(.synchronizeFolder) }
    defer { close(folder) }
    // Some file systems cannot sync a folder and say so by EINVAL; they keep the order of renames by themselves.
    guard fsync(folder) == 0 || errno == EINVAL else { throw failure(.synchronizeFolder) }
  }

  private func failure(_ step: AtomicFileError.Step) -> AtomicFileError {
    AtomicFileError(path: path, step: step, code: errno)
  }
}
