/// Writes the few kinds of protocol buffer fields that compile options consist of.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  mutating func integer(_ field: UInt64, _ value: Int64) {
    variable(field << 3)
    variable(UInt64(bitPattern: value))
  }

  mutating func double(_ field: UInt64, _ value: Double) {
    variable(field << 3 | 1)
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func string(_ field: UInt64, _ value: String) { block(field, Array(value.utf8)) }

  mutating func packed(_ field: UInt64, _ values: [UInt64]) {
    var inner = Self()
    for value in values { inner.variable(value) }
    block(field, inner.bytes)
  }

  mutating func message(_ field: UInt64, _ write: (inout Self) -> Void) {
    var inner = Self()
    write(&inner)
    block(field, inner.bytes)
  }

  private mutating func block(_ field: UInt64, _ content: [UInt8]) {
    variable(field << 3 | 2)
    variable(UInt64(content.count))
    bytes += content
  }

  /// Seven bits a byte, lowest first; the top bit says that more follow.
  private mutating func variable(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
