#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file's bytes, mapped into memory for as long as this object lives.
///
/// Pages are read when touched, so that opening a file costs the same whatever its size. As with every mapping, the
/// process is killed by a signal if another one shortens the file meanwhile; a file replaced by renaming, as `AtomicFile`
/// does, is safe.
///
/// The memory is read-only and fixed from `init` to `deinit`, hence sendable.
final class MappedFile: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  /// - Throws: why the file cannot be mapped, as a phrase.
  init(path: String) throws(Unreadable) {
    // Non-blocking, because opening a pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Unreadable(code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Unreadable(code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Unreadable(reason: "it is not a regular file") }
    let size = Int(status.st_size)
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw Unreadable(code: errno)
    }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }

  /// Why a file cannot be mapped.
  struct Unreadable: Error {
    let reason: String

    init(reason: String) { self.reason = reason }

    init(code: Int32) { reason = String(cString: strerror(code)) }
  }
}
