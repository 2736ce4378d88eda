import WireFormats

/// One member as the directory of an archive describes it; where its contents begin is known only from the header before them.
struct ZipDirectoryEntry {
  let name: String
  private let flags: UInt16
  private let method: UInt16
  private let checksum: UInt32
  private var packedByteCount: UInt64
  private(set) var byteCount: UInt64
  private var headerOffset: UInt64

  /// - Parameter start: where the directory lies, for problems.
  init(_ reader: inout ByteReader, at start: Int) throws(ZipProblem) {
    let place = start + reader.offset
    do {
      guard try reader.readLittleEndian() == ZipFormat.entrySignature else { throw WireProblem.truncated(offset: place) }
      _ = try reader.readBytes(4)
      flags = try reader.readLittleEndian()
      method = try reader.readLittleEndian()
      _ = try reader.readBytes(4)
      checksum = try reader.readLittleEndian()
      packedByteCount = UInt64(try reader.readLittleEndian(UInt32.self))
      byteCount = UInt64(try reader.readLittleEndian(UInt32.self))
      let nameCount = Int(try reader.readLittleEndian(UInt16.self))
      let extraCount = Int(try reader.readLittleEndian(UInt16.self))
      let commentCount = Int(try reader.readLittleEndian(UInt16.self))
      _ = try reader.readBytes(8)
      headerOffset = UInt64(try reader.readLittleEndian(UInt32.self))
      let nameBytes = try reader.readBytes(nameCount)
      guard let name = String(validating: nameBytes, as: UTF8.self) else { throw WireProblem.invalidText(offset: place) }
      self.name = name
      var extra = ByteReader(try reader.readBytes(extraCount))
      while extra.remainingCount >= 4 {
        let kind = try extra.readLittleEndian(UInt16.self)
        var field = ByteReader(try extra.readBytes(Int(try extra.readLittleEndian(UInt16.self))))
        if kind == ZipFormat.sizes64 { try readSizes(&field) }
      }
      _ = try reader.readBytes(commentCount)
    } catch {
      throw .malformed(offset: place, "no entry of a directory")
    }
  }

  /// Only the sizes whose places of 32 bits are full stand there, in this order.
  private mutating func readSizes(_ field: inout ByteReader) throws {
    let full = UInt64(ZipFormat.maximum32)
    if byteCount == full { byteCount = try field.readLittleEndian() }
    if packedByteCount == full { packedByteCount = try field.readLittleEndian() }
    if headerOffset == full { headerOffset = try field.readLittleEndian() }
  }

  /// Finds the contents. They lie before the directory.
  func located(in archive: UnsafeRawBufferPointer, before directory: Int) throws(ZipProblem) -> ZipArchive.Entry {
    guard flags & 1 == 0 else { throw .unsupported(member: name, "encrypted") }
    guard method == ZipFormat.stored || method == ZipFormat.deflated else {
      throw .unsupported(member: name, "packed by method \(method); deflate, which is 8, is read")
    }
    guard let header = Int(exactly: headerOffset), header <= directory - ZipFormat.localByteCount,
      archive.number(at: header, UInt32.self) == ZipFormat.localSignature,
      let nameCount = archive.number(at: header + 26, UInt16.self), let extraCount = archive.number(at: header + 28, UInt16.self)
    else { throw .malformed(offset: directory, "“\(name)” is not where the directory says") }
    let start = header + ZipFormat.localByteCount + Int(nameCount) + Int(extraCount)
    guard start <= directory, packedByteCount <= UInt64(directory - start), let byteCount = Int(exactly: byteCount) else {
      throw .malformed(offset: header, "“\(name)” reaches beyond the archive")
    }
    let isDeflated = method == ZipFormat.deflated
    // Deflate packs at most 1032 bytes into one.
    guard isDeflated ? byteCount / 1032 <= Int(packedByteCount) : byteCount == Int(packedByteCount) else {
      throw .malformed(offset: header, "“\(name)” cannot have \(byteCount) bytes")
    }
    return ZipArchive.Entry(
      name: name, isDeflated: isDeflated, byteCount: byteCount, range: start..<start + Int(packedByteCount), checksum: checksum)
  }
}
