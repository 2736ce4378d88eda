import Crypto
import FoundationEssentials
import Glibc

/// The SHA-256 of content that comes in pieces.
package struct ContentDigest {
  private var hash = SHA256()

  package init() {}

  package mutating func add(_ text: String) { hash.update(data: Data(text.utf8)) }
  package mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

  /// Adds type and elements.
  package mutating func add(_ array: HostArray) {
    add("\(array.type)")
    withExtendedLifetime(array) { add(UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount)) }
  }

  /// 64 hexadecimal digits.
  package var text: String { hash.finalize().hexadecimal }

  /// That of a file; `nil` if it cannot be read.
  ///
  /// Read in pieces: the pages of a mapped file count as the process's memory, and the plugin's 260 MB were most of a small model's peak.
  static func ofFile(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var digest = ContentDigest()
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 { return nil }
      if count == 0 { return digest.text }
      piece.withUnsafeBytes { digest.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
