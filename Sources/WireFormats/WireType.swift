/// How a field's value is laid out, in the low three bits of its tag.
enum WireType: UInt8 {
  case varint = 0
  case fixed64 = 1
  /// A length and as many bytes: texts, messages, packed numbers.
  case block = 2
  case fixed32 = 5
}
