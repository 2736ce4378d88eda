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
  private let descriptor: Int32

  /// - Throws: why the file cannot be mapped, as a phrase.
  init(path: String) throws(Unreadable) {
    // Non-blocking, because opening a pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Unreadable(code: errno) }
    do { bytes = try Self.map(descriptor) } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  private static func map(_ descriptor: Int32) throws(Unreadable) -> UnsafeRawBufferPointer {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Unreadable(code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Unreadable(reason: "it is not a regular file") }
    let size = Int(status.st_size)
    guard size > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw Unreadable(code: errno)
    }
    return UnsafeRawBufferPointer(start: start, count: size)
  }

  /// Reads a part of the file into memory of the caller's, not by way of the mapping: pages of a mapping count as the process's own
  /// memory once they are touched, and would be there a second time.
  ///
  /// - Throws: where the disk fails, or the file has become shorter.
  func read(_ range: Range<Int>, into destination: UnsafeMutableRawPointer) throws(Unreadable) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let count = pread(descriptor, destination + (offset - range.lowerBound), min(range.upperBound - offset, 1 << 30), off_t(offset))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Unreadable(code: errno) }
      guard count > 0 else { throw Unreadable(reason: "another program has made it shorter") }
      offset += count
    }
  }

  deinit {
    close(descriptor)
    guard let start = bytes.baseAddress else { return }
    LoadedImages.withoutLookup { _ = munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }

  /// Why a file cannot be mapped.
  struct Unreadable: Error {
    let reason: String

    init(reason: String) { self.reason = reason }

    init(code: Int32) { reason = String(cString: strerror(code)) }
  }
}
