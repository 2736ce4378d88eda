import WireFormats

/// The records of a TFRecord file, each of which can be read without the others.
///
/// A record is its length in 8 bytes, a checksum of these, its bytes, and a checksum of those; numbers lie lowest byte first, checksums are
/// masked CRC-32C. (TensorFlow, “TFRecord and tf.train.Example”.)
struct TFRecordFile: Sendable {
  private let file: RandomAccessFile
  private let records: [Range<Int>]
  var count: Int { records.count }

  /// Goes through the file from length to length.
  init(_ path: String) throws(PipelineError) {
    file = try RandomAccessFile(path)
    var records: [Range<Int>] = []
    var offset = 0
    while offset < file.byteCount {
      guard file.byteCount - offset >= Self.headerByteCount else { throw Self.damage(path, offset, "the file ends within a record") }
      let header = try file.read(offset..<offset + Self.headerByteCount)
      guard Self.number(header[8..<12]) == UInt64(CRC32C(header[..<8]).masked) else {
        throw Self.damage(path, offset, "the length of a record does not have its checksum")
      }
      let length = Self.number(header[..<8])
      let start = offset + Self.headerByteCount
      guard length <= UInt64(file.byteCount - start), Int(length) + 4 <= file.byteCount - start else {
        throw Self.damage(path, offset, "the file ends within a record of \(length) bytes")
      }
      records.append(start..<start + Int(length))
      offset = start + Int(length) + 4
    }
    self.records = records
  }

  func record(_ index: Int) throws(PipelineError) -> [UInt8] {
    let range = records[index]
    var bytes = try file.read(range.lowerBound..<range.upperBound + 4)
    let checksum = Self.number(bytes.suffix(4))
    bytes.removeLast(4)
    guard checksum == UInt64(CRC32C(bytes).masked) else {
      throw Self.damage(file.path, range.lowerBound - Self.headerByteCount, "record \(index) does not have its checksum")
    }
    return bytes
  }

  private static let headerByteCount = 12

  private static func number(_ bytes: some BidirectionalCollection<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }

  private static func damage(_ path: String, _ offset: Int, _ problem: String) -> PipelineError {
    .file(path, problem: "a TFRecord file is damaged, or is none: byte \(offset): \(problem)", hint: "packed files must be unpacked first")
  }
}
