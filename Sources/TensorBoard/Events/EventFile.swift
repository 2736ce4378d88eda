import Foundation
import WireFormats

/// The events of a file, up to its last whole record.
///
///     let file = try EventFile(path: "run/train/events.out.tfevents.1700000000.host.1.0.v2")
///     print(file.events.count, file.ending)   // 12 whole
public struct EventFile: Sendable {
  /// How a file ends.
  public enum Ending: Hashable, Sendable {
    /// With a whole record.
    case whole
    /// In the middle of a record, as a process leaves it that was killed while it wrote; `offset` is where that record begins.
    case torn(offset: Int)
    /// The record at `offset` is damaged; what follows it cannot be told apart.
    case corrupt(offset: Int)
  }

  public let path: String
  public private(set) var events: [Event] = []
  public private(set) var ending: Ending = .whole
  /// The framed bytes of each event.
  private(set) var records: [ArraySlice<UInt8>] = []

  /// - Throws: `EventFileError` if the file cannot be read, or is no event file: then its first record is another, or damaged.
  public init(path: String) throws(EventFileError) {
    self.path = path
    let bytes: [UInt8]
    do { bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
    var reader = ByteReader(bytes[...])
    while !reader.isAtEnd, ending == .whole {
      let start = reader.offset
      do {
        events.append(try Event(try RecordFraming.readRecord(&reader)))
        records.append(bytes[start..<reader.offset])
      } catch RecordFraming.Stop.torn(let offset) {
        ending = .torn(offset: offset)
      } catch {
        ending = .corrupt(offset: start)
      }
    }
    switch (events.first?.content, ending) {
    case (nil, .whole), (nil, .torn), (.fileVersion(Event.version), _): break
    default: throw .notAnEventFile(path: path)
    }
  }

  /// The numbers under `tag` with their steps, in the order of the file.
  public func scalars(_ tag: String) -> [(step: Int, value: Float)] {
    events.flatMap { event -> [(Int, Float)] in
      guard case .summary(let values) = event.content else { return [] }
      return values.compactMap { value in
        guard value.tag == tag, case .scalar(let number) = value.content else { return nil }
        return (event.step, number)
      }
    }
  }
}
