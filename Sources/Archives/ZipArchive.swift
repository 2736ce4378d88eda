import WireFormats

/// The directory of a zip archive: names, sizes and places of its members. Nothing is ever written to the disk, so that no name in an
/// archive can lead anywhere.
///
/// Every place and size is compared with the archive before it is used. Members may be stored or deflated, and larger than 4 GB.
package struct ZipArchive: Sendable {
  package struct Entry: Hashable, Sendable {
    package let name: String
    package let isDeflated: Bool
    /// The bytes of the contents.
    package let byteCount: Int
    /// Where the contents lie in the archive, packed or as they are.
    package let range: Range<Int>
    let checksum: UInt32
  }

  /// In the order of the directory.
  package let entries: [Entry]

  package init(_ archive: UnsafeRawBufferPointer) throws(ZipProblem) {
    let directory = try ZipDirectoryEnd(archive)
    var entries: [Entry] = []
    var names: Set<String> = []
    var reader = ByteReader(Array(archive[directory.range])[...])
    while !reader.isAtEnd {
      let entry = try ZipDirectoryEntry(&reader, at: directory.range.lowerBound)
      // A folder has a name that ends in a slash, and no contents.
      if entry.name.hasSuffix("/"), entry.byteCount == 0 { continue }
      guard names.insert(entry.name).inserted else { throw .duplicateName(entry.name) }
      entries.append(try entry.located(in: archive, before: directory.range.lowerBound))
    }
    guard UInt64(entries.count) <= directory.entryCount else {
      throw .malformed(offset: directory.range.lowerBound, "more members than the directory says")
    }
    self.entries = entries
  }

  /// The contents of a member that is not packed: a part of the archive; `nil` for others.
  ///
  /// - Throws: `ZipProblem.corrupt` where they do not have their checksum.
  package static func storedBytes(
    of entry: Entry, in archive: UnsafeRawBufferPointer
  ) throws(ZipProblem) -> UnsafeRawBufferPointer? {
    if entry.isDeflated { return nil }
    let bytes = UnsafeRawBufferPointer(rebasing: archive[entry.range])
    guard CRC32.checksum(bytes) == entry.checksum else { throw badChecksum(entry) }
    return bytes
  }

  /// The contents of a member, unpacked.
  ///
  /// - Throws: `ZipProblem.corrupt`.
  package static func unpack(_ entry: Entry, in archive: UnsafeRawBufferPointer) throws(ZipProblem) -> [UInt8] {
    if let stored = try storedBytes(of: entry, in: archive) { return Array(stored) }
    let packed = UnsafeRawBufferPointer(rebasing: archive[entry.range])
    let bytes: [UInt8]
    do { bytes = try Inflater.unpack(packed, .none, byteCount: entry.byteCount) } catch {
      throw .corrupt(member: entry.name, "\(error)")
    }
    guard bytes.withUnsafeBytes({ CRC32.checksum($0) }) == entry.checksum else { throw badChecksum(entry) }
    return bytes
  }

  private static func badChecksum(_ entry: Entry) -> ZipProblem {
    .corrupt(member: entry.name, "bytes that do not fit their checksum")
  }
}
