import WireFormats

/// Reads a table of keys and values as a whole, and holds every byte of it against its checksum.
///
/// Nothing is allocated on the word of the file: lengths are compared with what is there.
struct TableReader {
  enum Problem: Error {
    case malformed(String)
    case corrupt(offset: Int)
    case compressed(offset: Int)
  }

  private let bytes: [UInt8]
  private(set) var entries: [(key: [UInt8], value: ArraySlice<UInt8>)] = []

  init(_ bytes: [UInt8]) throws(Problem) {
    self.bytes = bytes
    guard bytes.count >= TableFormat.footerByteCount else {
      throw .malformed("\(bytes.count) bytes, fewer than the \(TableFormat.footerByteCount) of the footer")
    }
    let footerStart = bytes.count - TableFormat.footerByteCount
    do {
      var footer = ByteReader(bytes[footerStart...])
      let metaindex = try TableFormat.Handle(from: &footer)
      let index = try TableFormat.Handle(from: &footer)
      // No checksum covers the footer: it must be what a writer makes of the two handles, to the bit.
      let handles = metaindex.bytes + index.bytes
      let padding = try footer.readBytes(bytes.count - 8 - footer.offset)
      guard bytes[footerStart...].starts(with: handles), padding.allSatisfy({ $0 == 0 }), try footer.readLittleEndian() == TableFormat.magic
      else {
        throw Problem.malformed("no table's footer: the file is truncated, or not an index")
      }
      _ = try block(metaindex)
      var blocks: [TableFormat.Handle] = []
      try forEachEntry(of: block(index)) { _, value in
        var reader = ByteReader(value)
        blocks.append(try TableFormat.Handle(from: &reader))
      }
      for handle in blocks { try forEachEntry(of: block(handle)) { key, value in entries.append((key, value)) } }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .malformed("\(error)")
    }
    for index in entries.indices.dropFirst() where !entries[index - 1].key.lexicographicallyPrecedes(entries[index].key) {
      throw .malformed("keys that do not rise")
    }
  }

  /// The bytes of a block, without its trailer.
  private func block(_ handle: TableFormat.Handle) throws -> ArraySlice<UInt8> {
    let end = bytes.count - TableFormat.footerByteCount
    let (sum, overflow) = handle.offset.addingReportingOverflow(handle.byteCount)
    guard !overflow, sum <= UInt64(end), Int(sum) + TableFormat.trailerByteCount <= end else {
      throw Problem.malformed("a block that reaches beyond the file")
    }
    let block = bytes[Int(handle.offset)..<Int(sum)]
    var trailer = ByteReader(bytes[Int(sum)..<Int(sum) + TableFormat.trailerByteCount])
    let compression = try trailer.readByte()
    guard try trailer.readLittleEndian() == TableFormat.checksum(of: block, compression: compression) else {
      throw Problem.corrupt(offset: block.startIndex)
    }
    guard compression == 0 else { throw Problem.compressed(offset: block.startIndex) }
    return block
  }

  private func forEachEntry(of block: ArraySlice<UInt8>, _ body: ([UInt8], ArraySlice<UInt8>) throws -> Void) throws {
    var end = ByteReader(block.suffix(4))
    let restartCount = Int(try end.readLittleEndian(UInt32.self))
    guard 4 * (restartCount + 1) <= block.count else { throw Problem.malformed("a block with more restarts than bytes") }
    var reader = ByteReader(block.dropLast(4 * (restartCount + 1)))
    var key: [UInt8] = []
    while !reader.isAtEnd {
      let sharedCount = try reader.readVarint(), suffixCount = try reader.readVarint(), valueCount = try reader.readVarint()
      guard sharedCount <= UInt64(key.count), suffixCount <= UInt64(reader.remainingCount) else {
        throw Problem.malformed("a key that is longer than its block")
      }
      key = Array(key.prefix(Int(sharedCount))) + (try reader.readBytes(Int(suffixCount)))
      guard valueCount <= UInt64(reader.remainingCount) else { throw Problem.malformed("a value that is longer than its block") }
      try body(key, reader.readBytes(Int(valueCount)))
    }
  }
}
