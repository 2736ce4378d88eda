import WireFormats

/// What an event says under one tag.
public struct SummaryValue: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// A number, as TensorFlow 1 wrote it; TensorBoard shows it like any other scalar.
    case scalar(Float)
    /// Numbers in row-major order.
    case doubles([Double], shape: [Int])
    /// Texts or images.
    case strings([[UInt8]])
    /// No numbers: what is said stands in `plugin`.
    case nothing
  }

  /// Which part of TensorBoard shows the value.
  public struct Plugin: Hashable, Sendable {
    public var name: String
    public var content: [UInt8] = []
    /// How it is stored: 1 a scalar, 2 a tensor, 3 a row of byte strings.
    var dataClass = 2
  }

  public var tag: String
  public var content: Content
  public var plugin: Plugin?
}

extension SummaryValue {
  private enum DataType { static let float: Int64 = 1, double: Int64 = 2, string: Int64 = 7 }

  /// Writes the message `Summary.Value`.
  func write(_ message: inout ProtobufWriter) {
    message.string(1, tag)
    switch content {
    case .scalar(let number): message.float(2, number)
    case .doubles(let numbers, let shape):
      writeTensor(&message, DataType.double, shape) { tensor in
        tensor.block(4, numbers.reduce(into: [UInt8]()) { $0.appendLittleEndian($1.bitPattern) })
      }
    case .strings(let strings):
      writeTensor(&message, DataType.string, [strings.count]) { tensor in for string in strings { tensor.block(8, string) } }
    case .nothing: writeTensor(&message, DataType.float, [0]) { _ in }
    }
    guard let plugin else { return }
    message.message(9) { metadata in
      metadata.message(1) { data in
        data.string(1, plugin.name)
        if !plugin.content.isEmpty { data.block(2, plugin.content) }
      }
      metadata.nonzero(4, Int64(plugin.dataClass))
    }
  }

  private func writeTensor(
    _ message: inout ProtobufWriter, _ type: Int64, _ shape: [Int], _ writeElements: (inout ProtobufWriter) -> Void
  ) {
    message.message(8) { tensor in
      tensor.integer(1, type)
      tensor.shape(2, shape)
      writeElements(&tensor)
    }
  }
}
