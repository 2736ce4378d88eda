/// The type of a dataset's elements.
struct HDF5Datatype {
  enum Kind: Hashable {
    case number(DType)
    /// Bytes without a meaning.
    case opaque
    /// Texts of bytes, each as long as the longest.
    case text
    /// Texts of any lengths, which lie elsewhere in the file.
    case variableText
    case other(String)
  }

  let kind: Kind
  /// The bytes of one element.
  let byteWidth: Int
  let isBigEndian: Bool
  /// What the description takes in the file.
  let byteCount: Int

  init(_ start: HDF5Cursor) throws(HDF5Problem) {
    var cursor = start
    let first = try cursor.byte()
    let bits = try cursor.length(3)
    byteWidth = try cursor.word()
    guard byteWidth > 0 else { throw cursor.malformed("elements of no bytes") }
    var isBigEndian = false
    switch first & 0x0F {
    case 0:
      isBigEndian = bits & 1 != 0
      kind = try Self.integer(&cursor, byteWidth, isSigned: bits & 8 != 0)
    case 1:
      // Bits 0 and 6 together give the order of bytes: both are set for the VAX's.
      isBigEndian = bits & 0x41 == 1
      kind = bits & 0x40 == 0 ? try Self.float(&cursor, byteWidth) : .other("numbers of a VAX")
    case 3: kind = .text
    case 5: kind = .opaque
    case 8: kind = try Self.enumeration(&cursor, memberCount: bits & 0xFFFF)
    case 9: kind = bits & 0x0F == 1 ? .variableText : .other("rows of any lengths")
    case let number:
      let names = [2: "times", 4: "bits", 6: "records", 7: "references", 10: "arrays"]
      kind = .other(names[number] ?? "elements of the kind \(number)")
    }
    self.isBigEndian = isBigEndian
    byteCount = cursor.offset - start.offset
  }

  private static func integer(_ cursor: inout HDF5Cursor, _ width: Int, isSigned: Bool) throws(HDF5Problem) -> Kind {
    let offset = try cursor.short(), precision = try cursor.short()
    let types: [DType] = isSigned ? [.int8, .int16, .int32, .int64] : [.uint8, .uint16, .uint32, .uint64]
    guard offset == 0, precision == 8 * width, let type = types.first(where: { $0.byteWidth == width }) else {
      return .other("whole numbers of \(precision) bits in \(width) bytes")
    }
    return .number(type)
  }

  /// Which bits are sign, exponent and mantissa: those of IEEE 754, or of BFloat16.
  private static func float(_ cursor: inout HDF5Cursor, _ width: Int) throws(HDF5Problem) -> Kind {
    try cursor.skip(2)
    let precision = try cursor.short()
    try cursor.skip(1)
    let exponentBits = try cursor.byte()
    try cursor.skip(1)
    let mantissaBits = try cursor.byte()
    try cursor.skip(4)
    return switch (width, precision, exponentBits, mantissaBits) {
    case (2, 16, 5, 10): .number(.float16)
    case (2, 16, 8, 7): .number(.bfloat16)
    case (4, 32, 8, 23): .number(.float32)
    case (8, 64, 11, 52): .number(.float64)
    default: .other("floating-point numbers with \(exponentBits) bits of exponent and \(mantissaBits) of mantissa")
    }
  }

  /// h5py writes truth values as an enumeration of FALSE and TRUE.
  private static func enumeration(_ cursor: inout HDF5Cursor, memberCount: Int) throws(HDF5Problem) -> Kind {
    // Whole numbers alone are looked into: enumerations of enumerations could go on for as long as the file does.
    var first = cursor
    guard try first.byte() & 0x0F == 0 else { return .other("an enumeration of \(memberCount) values") }
    let base = try HDF5Datatype(cursor)
    try cursor.skip(base.byteCount)
    guard base.kind == .number(.int8), memberCount == 2 else { return .other("an enumeration of \(memberCount) values") }
    return .number(.bool)
  }
}
