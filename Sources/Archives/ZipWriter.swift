import WireFormats

/// Writes a zip archive front to back, as pieces that the caller appends to a file.
///
///     var zip = ZipWriter()
///     var archive = zip.header(name: "a.txt", byteCount: text.count, checksum: CRC32.checksum(text)) + text
///     archive += zip.finish()
///
/// Equal contents make equal bytes: there are no dates. They are those of NumPy's `savez`, which leaves room for sizes of 64 bits in
/// front of each member and uses it for those alone that need it in the directory.
package struct ZipWriter {
  private var directory: [UInt8] = []
  private var entryCount = 0
  private var offset = 0

  package init() {}

  /// What stands before the contents of a member, which follow as they are given, packed or not.
  ///
  /// - Parameters:
  ///   - checksum: that of the contents, unpacked.
  ///   - packedByteCount: the bytes that follow; `nil` for contents that are stored as they are.
  package mutating func header(name: String, byteCount: Int, checksum: UInt32, packedByteCount: Int? = nil) -> [UInt8] {
    let storedByteCount = packedByteCount ?? byteCount
    let name = Array(name.utf8)
    let common = common(name, checksum, isDeflated: packedByteCount != nil)

    var header: [UInt8] = []
    header.appendLittleEndian(ZipFormat.localSignature)
    header += common
    header.appendLittleEndian(ZipFormat.maximum32)
    header.appendLittleEndian(ZipFormat.maximum32)
    let sizes = Self.extra([byteCount, storedByteCount])
    header.appendLittleEndian(UInt16(truncatingIfNeeded: name.count))
    header.appendLittleEndian(UInt16(sizes.count))
    header += name + sizes

    appendEntry(name, common, storedByteCount: storedByteCount, byteCount: byteCount)
    offset += header.count + storedByteCount
    return header
  }

  /// What stands behind the last member.
  package consuming func finish() -> [UInt8] {
    var end = directory
    let isLarge = entryCount >= Int(UInt16.max) || offset >= Int(ZipFormat.maximum32) || directory.count >= Int(ZipFormat.maximum32)
    if isLarge {
      end.appendLittleEndian(ZipFormat.directoryEnd64Signature)
      end.appendLittleEndian(UInt64(ZipFormat.directoryEnd64ByteCount - 12))
      end.appendLittleEndian(Self.version)
      end.appendLittleEndian(Self.version)
      end.appendLittleEndian(UInt64(0))
      for number in [entryCount, entryCount, directory.count, offset] { end.appendLittleEndian(UInt64(number)) }
      end.appendLittleEndian(ZipFormat.locator64Signature)
      end.appendLittleEndian(UInt32(0))
      end.appendLittleEndian(UInt64(offset + directory.count))
      end.appendLittleEndian(UInt32(1))
    }
    end.appendLittleEndian(ZipFormat.directoryEndSignature)
    end.appendLittleEndian(UInt32(0))
    for _ in 0..<2 { end.appendLittleEndian(UInt16(clamping: entryCount)) }
    end.appendLittleEndian(UInt32(clamping: directory.count))
    end.appendLittleEndian(UInt32(clamping: offset))
    end.appendLittleEndian(UInt16(0))
    return end
  }

  /// Sizes of 64 bits came with version 4.5 of the format.
  private static let version: UInt16 = 45
  /// The system on which a file's permissions are to be understood: Unix, and `rw-------`.
  private static let unix: UInt16 = 3 << 8
  private static let permissions: UInt32 = 0o600 << 16
  /// The first day that the format knows: 1 January 1980.
  private static let date: UInt16 = 1 << 5 | 1

  /// What stands in front of the sizes, in the header of a member and in the directory alike.
  private func common(_ name: [UInt8], _ checksum: UInt32, isDeflated: Bool) -> [UInt8] {
    let isASCII = name.allSatisfy { $0 < 0x80 }
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(Self.version)
    // Bit 11: the name is UTF-8.
    bytes.appendLittleEndian(UInt16(isASCII ? 0 : 1 << 11))
    bytes.appendLittleEndian(isDeflated ? ZipFormat.deflated : ZipFormat.stored)
    bytes.appendLittleEndian(UInt16(0))
    bytes.appendLittleEndian(Self.date)
    bytes.appendLittleEndian(checksum)
    return bytes
  }

  private mutating func appendEntry(_ name: [UInt8], _ common: [UInt8], storedByteCount: Int, byteCount: Int) {
    let full = Int(ZipFormat.maximum32)
    // The two sizes go together, as in Python's `zipfile`.
    let isLarge = byteCount >= full || storedByteCount >= full
    var numbers = isLarge ? [byteCount, storedByteCount] : []
    if offset >= full { numbers.append(offset) }
    let extra = numbers.isEmpty ? [] : Self.extra(numbers)
    directory.appendLittleEndian(ZipFormat.entrySignature)
    directory.appendLittleEndian(Self.version | Self.unix)
    directory += common
    directory.appendLittleEndian(isLarge ? ZipFormat.maximum32 : UInt32(storedByteCount))
    directory.appendLittleEndian(isLarge ? ZipFormat.maximum32 : UInt32(byteCount))
    directory.appendLittleEndian(UInt16(truncatingIfNeeded: name.count))
    directory.appendLittleEndian(UInt16(extra.count))
    for _ in 0..<3 { directory.appendLittleEndian(UInt16(0)) }
    directory.appendLittleEndian(Self.permissions)
    directory.appendLittleEndian(UInt32(clamping: offset))
    directory += name + extra
    entryCount += 1
  }

  private static func extra(_ numbers: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(ZipFormat.sizes64)
    bytes.appendLittleEndian(UInt16(8 * numbers.count))
    for number in numbers { bytes.appendLittleEndian(UInt64(number)) }
    return bytes
  }
}
