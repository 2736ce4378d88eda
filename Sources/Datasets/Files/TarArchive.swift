/// The files of a tar archive (POSIX.1-1988 "ustar"), as the bytes that an unpacked archive has.
///
/// An archive is entry after entry: a header of 512 bytes, then the contents, filled up with zeros to whole blocks of 512 bytes. A block of
/// zeros is the end. Folders, links and the extended headers of other dialects are passed over; nothing is ever written to the disk, so
/// that no name in an archive can lead anywhere.
///
/// ```swift
/// let archive = try TarArchive(parsing: bytes)
/// archive.files["cifar-10-batches-bin/test_batch.bin"]?.count   // 30730000
/// ```
struct TarArchive {
  /// The contents of the regular files by their paths. Of two files with one path the later one counts, as when an archive is unpacked.
  let files: [String: ArraySlice<UInt8>]

  /// - Throws: `TarError`: for an archive that was cut off anywhere, too.
  init(parsing bytes: [UInt8]) throws(TarError) {
    var files: [String: ArraySlice<UInt8>] = [:]
    var offset = 0
    while true {
      guard bytes.count - offset >= Self.blockByteCount else { throw .truncated(byteCount: bytes.count) }
      let block = bytes[offset..<offset + Self.blockByteCount]
      if block.allSatisfy({ $0 == 0 }) { break }
      let header = try TarHeader(block)
      let start = offset + Self.blockByteCount
      guard header.byteCount <= bytes.count - start else { throw .truncated(byteCount: bytes.count) }
      if header.isFile { files[header.path] = bytes[start..<start + header.byteCount] }
      let blockCount = header.byteCount / Self.blockByteCount + (header.byteCount % Self.blockByteCount == 0 ? 0 : 1)
      offset = start + blockCount * Self.blockByteCount
    }
    self.files = files
  }

  static let blockByteCount = 512
}
