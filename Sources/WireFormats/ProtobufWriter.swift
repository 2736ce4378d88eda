/// Writes a protocol buffer message, field by field, in the order of the calls: equal calls make equal bytes.
///
///     var message = ProtobufWriter()
///     message.string(1, "loss")
///     message.integer(2, 300)
///     print(message.bytes)   // [10, 4, 108, 111, 115, 115, 16, 172, 2]
///
/// The encoding: <https://protobuf.dev/programming-guides/encoding/>.
package struct ProtobufWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// `int32`, `int64`, `uint64`, `bool` and enumerations; a negative number takes ten bytes.
  package mutating func integer(_ field: Int, _ value: Int64) {
    tag(field, .varint)
    bytes.appendVarint(UInt64(bitPattern: value))
  }

  /// The same unless it is zero, which a reader takes an absent field for.
  package mutating func nonzero(_ field: Int, _ value: Int64) { if value != 0 { integer(field, value) } }

  /// `sint64`: small numbers of either sign are short.
  package mutating func zigzag(_ field: Int, _ value: Int64) {
    tag(field, .varint)
    bytes.appendVarint(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  package mutating func fixed32(_ field: Int, _ value: UInt32) {
    tag(field, .fixed32)
    bytes.appendLittleEndian(value)
  }

  package mutating func fixed64(_ field: Int, _ value: UInt64) {
    tag(field, .fixed64)
    bytes.appendLittleEndian(value)
  }

  package mutating func float(_ field: Int, _ value: Float) { fixed32(field, value.bitPattern) }

  package mutating func double(_ field: Int, _ value: Double) { fixed64(field, value.bitPattern) }

  package mutating func string(_ field: Int, _ value: String) { block(field, value.utf8) }

  package mutating func block(_ field: Int, _ content: some Collection<UInt8>) {
    tag(field, .block)
    bytes.appendVarint(UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  package mutating func message(_ field: Int, _ write: (inout Self) throws -> Void) rethrows {
    var inner = Self()
    try write(&inner)
    block(field, inner.bytes)
  }

  package mutating func packed(_ field: Int, _ values: [UInt64]) {
    var inner: [UInt8] = []
    for value in values { inner.appendVarint(value) }
    block(field, inner)
  }

  package mutating func packed(_ field: Int, _ values: [Double]) {
    var inner: [UInt8] = []
    for value in values { inner.appendLittleEndian(value.bitPattern) }
    block(field, inner)
  }

  private mutating func tag(_ field: Int, _ type: WireType) {
    bytes.appendVarint(UInt64(field) << 3 | UInt64(type.rawValue))
  }
}
