import WireFormats

/// One record of an event file: when, at which step of training, and what.
public struct Event: Hashable, Sendable {
  /// What an event says.
  public enum Content: Hashable, Sendable {
    /// The first record of a file.
    case fileVersion(String)
    /// A `GraphDef`, serialised.
    case graph([UInt8])
    case summary([SummaryValue])
    /// Something else, which this module does not write.
    case other
  }

  /// Seconds since 1970.
  public var wallTime: Double
  public var step: Int
  public var content: Content

  public init(wallTime: Double, step: Int, content: Content) {
    (self.wallTime, self.step, self.content) = (wallTime, step, content)
  }
}

extension Event {
  static let version = "brain.Event:2"

  /// The message `Event`.
  var message: [UInt8] {
    var message = ProtobufWriter()
    message.double(1, wallTime)
    message.nonzero(2, Int64(step))
    switch content {
    case .fileVersion(let version): message.string(3, version)
    case .graph(let graph): message.block(4, graph)
    case .summary(let values): message.message(5) { summary in for value in values { summary.message(1, value.write) } }
    case .other: break
    }
    return message.bytes
  }

  init(_ message: ArraySlice<UInt8>) throws(WireProblem) {
    self.init(wallTime: 0, step: 0, content: .other)
    var reader = ProtobufReader(message)
    while let field = try reader.next() {
      switch field.number {
      case 1: wallTime = try field.double()
      case 2: step = Int(try field.integer())
      case 3: content = .fileVersion(try field.string())
      case 4: content = .graph(Array(try field.block()))
      case 5:
        var summary = try field.message()
        var values: [SummaryValue] = []
        while let value = try summary.next() { if value.number == 1 { values.append(try SummaryValue(value.message())) } }
        content = .summary(values)
      default: break
      }
    }
  }
}
