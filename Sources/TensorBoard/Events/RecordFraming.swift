import WireFormats

/// The framing of records in event files: the length and its checksum, the payload and its checksum.
///
/// The format: `record_writer.h` of TensorFlow. A process that is killed while it writes leaves at worst a last record that is cut
/// short, which readers leave alone.
enum RecordFraming {
  static let headerByteCount = 12
  static let footerByteCount = 4

  static func framed(_ payload: [UInt8]) -> [UInt8] {
    var record: [UInt8] = []
    record.reserveCapacity(headerByteCount + payload.count + footerByteCount)
    record.appendLittleEndian(UInt64(payload.count))
    record.appendLittleEndian(CRC32C(record).masked)
    record += payload
    record.appendLittleEndian(CRC32C(payload).masked)
    return record
  }

  /// Why there is no further record, and where.
  enum Stop: Error, Hashable {
    /// The file ends in the middle of a record.
    case torn(offset: Int)
    /// The bytes of a record are not those that were written.
    case corrupt(offset: Int)
  }

  /// Reads one record, whole, or throws and leaves the reader anywhere.
  static func readRecord(_ reader: inout ByteReader) throws(Stop) -> ArraySlice<UInt8> {
    let offset = reader.offset
    do {
      let header = try reader.readBytes(headerByteCount)
      var fields = ByteReader(header)
      let length = try fields.readLittleEndian(UInt64.self)
      guard try fields.readLittleEndian() == CRC32C(header.prefix(8)).masked else { throw Stop.corrupt(offset: offset) }
      guard length <= UInt64(reader.remainingCount) else { throw Stop.torn(offset: offset) }
      let payload = try reader.readBytes(Int(length))
      guard try reader.readLittleEndian() == CRC32C(payload).masked else { throw Stop.corrupt(offset: offset) }
      return payload
    } catch let stop as Stop {
      throw stop
    } catch {
      throw .torn(offset: offset)
    }
  }
}
