import Foundation

/// A regular file that is read at any place, by any thread.
final class RandomAccessFile: Sendable {
  let path: String
  let byteCount: Int
  private let descriptor: Int32

  init(_ path: String) throws(PipelineError) {
    self.path = path
    // The kind is looked at before anything is opened: a pipe would block, and a device may never end.
    var information = stat()
    guard stat(path, &information) == 0 else { throw .file(path, problem: "a data file cannot be read: \(lastSystemError())", hint: "") }
    guard information.st_mode & S_IFMT == S_IFREG else {
      throw .file(path, problem: "a data file cannot be read: it is not a regular file", hint: "")
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path, problem: "a data file cannot be read: \(lastSystemError())", hint: "") }
    byteCount = Int(information.st_size)
  }

  deinit { close(descriptor) }

  /// The bytes of a range, which lies within the file as it was when it was opened.
  func read(_ range: Range<Int>) throws(PipelineError) -> [UInt8] {
    var problem: String?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count, let base = buffer.baseAddress {
        let read = pread(descriptor, base + count, range.count - count, off_t(range.lowerBound + count))
        if read < 0 && errno == EINTR { continue }
        guard read > 0 else {
          problem = read == 0 ? "it has become shorter" : lastSystemError()
          return
        }
        count += read
      }
    }
    if let problem { throw .file(path, problem: "a data file cannot be read: \(problem)", hint: "") }
    return bytes
  }
}

/// The text of `errno`, such as `No such file or directory`.
func lastSystemError() -> String { String(cString: strerror(errno)) }
