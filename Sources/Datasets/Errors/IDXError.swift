/// Why bytes are not an IDX file.
public enum IDXError: Error, Equatable, Sendable {
  /// The header takes `needed` bytes and the file has `byteCount`.
  case truncatedHeader(byteCount: Int, needed: Int)
  /// The first two bytes are not zero.
  case wrongMagic([UInt8])
  /// The third byte is not the code of an element type.
  case unknownElementType(code: UInt8)
  /// The array would have more bytes than a machine can count.
  case absurdSize(dimensions: [Int])
  /// The header announces `expected` bytes of elements and `found` follow.
  case wrongPayloadLength(dimensions: [Int], expected: Int, found: Int)
}
