import Checkpoints
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A text file that grows by whole lines.
struct LogFile: Sendable {
  let path: String

  /// - Throws: `LogFileError` where there is no place for the file; its folder is made.
  init(path: String) throws {
    self.path = path
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw LogFileError(path: path, reason: error.localizedDescription)
    }
  }

  /// Makes the file anew.
  func write(_ text: String) throws {
    var text = text
    try AtomicFile.write(to: path) { file in try text.withUTF8 { try file.append(UnsafeRawBufferPointer($0)) } }
  }

  /// Appends lines: all of them, or on an error none.
  func append(_ lines: String) throws(LogFileError) {
    if lines.isEmpty { return }
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    let length = lseek(descriptor, 0, SEEK_END)
    var rest = Array(lines.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Self.write(descriptor, $0) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let failure = failure()
        _ = ftruncate(descriptor, length)
        throw failure
      }
      rest = rest.dropFirst(written)
    }
  }

  // The member of the same name hides the function of the system.
  private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
    Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  private func failure() -> LogFileError { LogFileError(path: path, reason: String(cString: strerror(errno))) }
}

/// Why a log cannot be written.
public struct LogFileError: Error, Hashable, Sendable, CustomStringConvertible {
  public let path: String
  /// What the system says.
  public let reason: String

  public var description: String { "Apus: a log cannot be written\n  file    \(path)\n  reason  \(reason)" }
}
