import WireFormats

extension HDF5Encoding {
  /// The description of a type: its class and version, what its bits mean, its size.
  static func datatype(_ dtype: DType) -> [UInt8] {
    switch dtype {
    case .bool: truthValues
    case .float16: float(width: 2, exponentBits: 5, mantissaBits: 10)
    case .float32: float(width: 4, exponentBits: 8, mantissaBits: 23)
    case .float64: float(width: 8, exponentBits: 11, mantissaBits: 52)
    case .bfloat16: description(class: 5, bits: 0, width: 2)
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64:
      integer(width: dtype.byteWidth, isSigned: dtype.isSignedInteger)
    }
  }

  /// A text of any length in UTF-8, whose elements are bytes.
  static let variableText: [UInt8] = description(class: 9, bits: 0x0101, width: 16) + integer(width: 1, isSigned: false)

  /// As h5py writes them: an enumeration over whole numbers of a byte.
  private static let truthValues: [UInt8] =
    description(class: 8, bits: 2, width: 1) + integer(width: 1, isSigned: true)
    + padded(Array("FALSE\0".utf8)) + padded(Array("TRUE\0".utf8)) + [0, 1]

  private static func description(class number: UInt8, bits: Int, width: Int) -> [UInt8] {
    var bytes = [0x10 | number, UInt8(bits & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits >> 16)]
    bytes.appendLittleEndian(UInt32(width))
    return bytes
  }

  private static func integer(width: Int, isSigned: Bool) -> [UInt8] {
    var bytes = description(class: 0, bits: isSigned ? 8 : 0, width: width)
    bytes.appendLittleEndian(UInt16(0))
    bytes.appendLittleEndian(UInt16(8 * width))
    return bytes
  }

  /// Mantissa lowest, its leading 1 not stored, then exponent, then sign, as IEEE 754 has them.
  private static func float(width: Int, exponentBits: Int, mantissaBits: Int) -> [UInt8] {
    var bytes = description(class: 1, bits: 0x20 | (8 * width - 1) << 8, width: width)
    bytes.appendLittleEndian(UInt16(0))
    bytes.appendLittleEndian(UInt16(8 * width))
    bytes += [UInt8(mantissaBits), UInt8(exponentBits), 0, UInt8(mantissaBits)]
    bytes.appendLittleEndian(UInt32(1 << (exponentBits - 1) - 1))
    return bytes
  }
}
