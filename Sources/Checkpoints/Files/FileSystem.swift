#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The calls by which files change: those of the system, or of a test that makes one of them fail.
package struct FileSystem: Sendable {
  /// The error number of a call that failed.
  package struct Failure: Error, Hashable {
    package let code: Int32

    package init(code: Int32) { self.code = code }
  }

  /// Makes a file that does not exist yet and opens it for writing.
  package var create: @Sendable (_ path: String) throws(Failure) -> Int32
  /// Writes some of `bytes` at `offset`, and returns how many.
  package var write: @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ offset: Int) throws(Failure) -> Int
  /// Waits until a file's bytes are on disk.
  package var synchronize: @Sendable (_ descriptor: Int32) throws(Failure) -> Void
  /// Puts a file in the place of another.
  package var rename: @Sendable (_ path: String, _ target: String) throws(Failure) -> Void
  /// Waits until the names in a folder are on disk.
  package var synchronizeFolder: @Sendable (_ path: String) throws(Failure) -> Void
  package var remove: @Sendable (_ path: String) throws(Failure) -> Void

  package static let system = FileSystem(
    create: { path throws(Failure) in try checked(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)) },
    write: { descriptor, bytes, offset throws(Failure) in
      let written = pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
      guard written > 0 else { throw Failure(code: written < 0 ? errno : EIO) }
      return written
    },
    synchronize: { descriptor throws(Failure) in _ = try checked(fsync(descriptor)) },
    rename: { path, target throws(Failure) in _ = try checked(systemRename(path, target)) },
    synchronizeFolder: { path throws(Failure) in
      let folder = try checked(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
      defer { close(folder) }
      // Some file systems cannot sync a folder and say so by EINVAL; they keep the order of renames by themselves.
      guard fsync(folder) == 0 || errno == EINVAL else { throw Failure(code: errno) }
    },
    remove: { path throws(Failure) in _ = try checked(unlink(path)) })

  private static func checked(_ result: Int32) throws(Failure) -> Int32 {
    guard result >= 0 else { throw Failure(code: errno) }
    return result
  }

  private static func systemRename(_ path: String, _ target: String) -> Int32 {
    #if canImport(Glibc)
    Glibc.rename(path, target)
    #elseif canImport(Musl)
    Musl.rename(path, target)
    #else
    Darwin.rename(path, target)
    #endif
  }
}
