/// An array in the IDX format, in which MNIST and its relatives are published.
///
/// The file is two zero bytes, the code of the element type, the number of dimensions, the dimensions as big-endian 32-bit numbers, and
/// the elements, last dimension fastest. The format has no checksum: a file that another program damaged without changing its length
/// reads as a file with other numbers.
///
/// ```swift
/// let file = try IDXFile(parsing: [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 11, 12, 20, 21, 22])
/// print(file.dimensions, file.payload)  // [2, 3] [10, 11, 12, 20, 21, 22]
/// ```
///
/// Source: Y. LeCun, C. Cortes, C. Burges, *The MNIST database of handwritten digits*, "The IDX file format".
public struct IDXFile: Sendable, Equatable {
  /// The type of every element.
  public let elementType: IDXElementType
  /// The extent of each axis, slowest first: `[count, height, width]` for images, `[count]` for labels.
  public let dimensions: [Int]
  /// The elements as the file has them: those of more than one byte are big-endian.
  public let payload: [UInt8]

  /// Reads unpacked IDX bytes.
  ///
  /// - Throws: `IDXError` if the header is not IDX, or if the payload is not exactly as long as the header says.
  public init(parsing bytes: [UInt8]) throws(IDXError) {
    guard bytes.count >= 4 else { throw .truncatedHeader(byteCount: bytes.count, needed: 4) }
    guard bytes[0] == 0, bytes[1] == 0 else { throw .wrongMagic(Array(bytes[..<4])) }
    guard let elementType = IDXElementType(rawValue: bytes[2]) else { throw .unknownElementType(code: bytes[2]) }
    let headerByteCount = 4 + 4 * Int(bytes[3])
    guard bytes.count >= headerByteCount else {
      throw .truncatedHeader(byteCount: bytes.count, needed: headerByteCount)
    }
    let dimensions = stride(from: 4, to: headerByteCount, by: 4).map { start in
      bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard let expected = Self.byteCount(of: dimensions, elementType) else { throw .absurdSize(dimensions: dimensions) }
    let found = bytes.count - headerByteCount
    guard found == expected else { throw .wrongPayloadLength(dimensions: dimensions, expected: expected, found: found) }

    self.elementType = elementType
    self.dimensions = dimensions
    payload = Array(bytes[headerByteCount...])
  }

  /// The bytes that an array takes, or nil if the number does not fit in an `Int`.
  private static func byteCount(of dimensions: [Int], _ elementType: IDXElementType) -> Int? {
    // An empty axis makes the array empty, however long the others are.
    if dimensions.contains(0) { return 0 }
    var total = elementType.byteCount
    for dimension in dimensions {
      let (product, overflow) = total.multipliedReportingOverflow(by: dimension)
      if overflow { return nil }
      total = product
    }
    return total
  }
}
