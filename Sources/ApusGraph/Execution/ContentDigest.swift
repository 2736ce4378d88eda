import Crypto
import FoundationEssentials

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
  static func ofFile(_ path: String) -> String? {
    var digest = ContentDigest()
    let isRead = FilePieces(path: path).forEach { piece, _ in
      digest.add(piece)
      return true
    }
    return isRead ? digest.text : nil
  }
}
