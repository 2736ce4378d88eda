import WireFormats

/// Where the directory of an archive lies, from the record at its end.
struct ZipDirectoryEnd {
  let range: Range<Int>
  let entryCount: UInt64

  init(_ archive: UnsafeRawBufferPointer) throws(ZipProblem) {
    guard let end = Self.find(in: archive) else { throw .noDirectory }
    var reader = ByteReader(Array(archive[end..<end + ZipFormat.directoryEndByteCount])[...])
    var count: UInt64, byteCount: UInt64, offset: UInt64
    do {
      _ = try reader.readBytes(10)
      count = UInt64(try reader.readLittleEndian(UInt16.self))
      byteCount = UInt64(try reader.readLittleEndian(UInt32.self))
      offset = UInt64(try reader.readLittleEndian(UInt32.self))
    } catch { throw .noDirectory }
    var limit = end
    if let large = try Self.readLarge(archive, before: end) {
      (count, byteCount, offset, limit) = (large.count, large.byteCount, large.offset, large.limit)
    }
    guard offset <= UInt64(limit), byteCount <= UInt64(limit) - offset else {
      throw .malformed(offset: end, "a directory that reaches beyond its end")
    }
    (range, entryCount) = (Int(offset)..<Int(offset + byteCount), count)
  }

  /// The record stands at the end but for a comment of up to 64 kB, whose length it says.
  private static func find(in archive: UnsafeRawBufferPointer) -> Int? {
    var end = archive.count - ZipFormat.directoryEndByteCount
    let first = max(0, end - Int(UInt16.max))
    while end >= first {
      if archive[end] == UInt8(ascii: "P"), archive.number(at: end, UInt32.self) == ZipFormat.directoryEndSignature,
        let comment = archive.number(at: end + 20, UInt16.self), end + ZipFormat.directoryEndByteCount + Int(comment) == archive.count
      {
        return end
      }
      end -= 1
    }
    return nil
  }

  private typealias Large = (count: UInt64, byteCount: UInt64, offset: UInt64, limit: Int)

  /// The record of an archive beyond 4 GB or 65,535 members, which a locator before the other record points at.
  private static func readLarge(_ archive: UnsafeRawBufferPointer, before end: Int) throws(ZipProblem) -> Large? {
    let locator = end - ZipFormat.locator64ByteCount
    guard locator >= 0, archive.number(at: locator, UInt32.self) == ZipFormat.locator64Signature else { return nil }
    guard let place = archive.number(at: locator + 8, UInt64.self), let start = Int(exactly: place),
      start <= locator - ZipFormat.directoryEnd64ByteCount, archive.number(at: start, UInt32.self) == ZipFormat.directoryEnd64Signature,
      let count = archive.number(at: start + 32, UInt64.self), let byteCount = archive.number(at: start + 40, UInt64.self),
      let offset = archive.number(at: start + 48, UInt64.self)
    else { throw .malformed(offset: locator, "no directory of 64 bits where it should be") }
    return (count, byteCount, offset, start)
  }
}

extension UnsafeRawBufferPointer {
  /// The number whose bytes, lowest first, stand at `offset`; `nil` beyond the end.
  func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int, _: Number.Type) -> Number? {
    guard offset >= 0, offset <= count - MemoryLayout<Number>.size else { return nil }
    return Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
  }
}
