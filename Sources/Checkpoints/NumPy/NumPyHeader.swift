import WireFormats

/// What stands before the elements of an array: its type, the order of its axes in memory, its shape.
///
/// The format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
struct NumPyHeader {
  enum Problem: Error {
    case malformed(String)
    case unsupportedType(String)
  }

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  private static let alignment = 64

  let type: NumPyType
  /// Whether the first axis is the fastest.
  let isFortranOrder: Bool
  let shape: [Int]

  init(type: NumPyType, shape: [Int]) { (self.type, isFortranOrder, self.shape) = (type, false, shape) }

  /// Reads the header at the beginning of `file`.
  ///
  /// - Returns: where the elements begin.
  static func read(_ file: UnsafeRawBufferPointer) throws(Problem) -> (header: NumPyHeader, byteCount: Int) {
    guard file.count >= 10, file.starts(with: magic) else { throw .malformed("no array of NumPy's") }
    let major = file[6]
    guard (1...3).contains(major), file[7] == 0 else { throw .malformed("the version \(major).\(file[7]); 1.0 to 3.0 are known") }
    let lengthSize = major == 1 ? 2 : 4
    let start = 8 + lengthSize
    guard file.count >= start else { throw .malformed("an end before the length of the header") }
    let length = (0..<lengthSize).reduce(0) { $0 | Int(file[8 + $1]) << (8 * $1) }
    guard length <= file.count - start else { throw .malformed("a header of \(length) bytes, more than there are") }
    let header = try NumPyHeader(text: Array(file[start..<start + length]))
    return (header, start + length)
  }

  private init(text: [UInt8]) throws(Problem) {
    guard let text = String(validating: text, as: UTF8.self) else { throw .malformed("a text that is not valid UTF-8") }
    var literal = PythonLiteralReader(text)
    guard let dictionary = literal.readHeader() else { throw .malformed("no dictionary of descr, fortran_order and shape") }
    guard let type = dictionary.type.text.flatMap(NumPyType.init) else { throw .unsupportedType(dictionary.type.source) }
    (self.type, isFortranOrder, shape) = (type, dictionary.isFortranOrder, dictionary.shape)
  }

  /// The header as NumPy writes it, with spaces up to a multiple of 64 bytes.
  var bytes: [UInt8] {
    let tuple = shape.count == 1 ? "(\(shape[0]),)" : "(\(shape.map(String.init).joined(separator: ", ")))"
    var text = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': \(tuple), }".utf8)
    // NumPy leaves room for the longest axis to grow to any size in place.
    if let first = shape.first { text += Array(repeating: UInt8(ascii: " "), count: max(0, 21 - String(first).utf8.count)) }
    let short = Self.magic.count + 2 + 2
    let isLong = text.count + Self.alignment >= Int(UInt16.max) - short
    let start = isLong ? short + 2 : short
    text += Array(repeating: UInt8(ascii: " "), count: Self.alignment - (start + text.count + 1) % Self.alignment)
    text.append(UInt8(ascii: "\n"))
    var bytes = Self.magic + [isLong ? 2 : 1, 0]
    if isLong { bytes.appendLittleEndian(UInt32(text.count)) } else { bytes.appendLittleEndian(UInt16(text.count)) }
    return bytes + text
  }
}
