/// What a reader of encoded bytes objects to, and where: offsets count from the beginning of the array that holds them.
package enum WireProblem: Error, Hashable, Sendable {
  /// The bytes end in the middle of something.
  case truncated(offset: Int)
  /// A number of variable length that does not fit 64 bits.
  case overlongVarint(offset: Int)
  /// A length that exceeds what is left.
  case lengthBeyondEnd(UInt64, offset: Int)
  /// A field number that is zero or exceeds 29 bits.
  case fieldNumber(UInt64, offset: Int)
  /// A wire type that is unknown or has been given up: groups.
  case wireType(UInt8, offset: Int)
  /// A field has another wire type than its message says.
  case unexpectedType(field: Int, offset: Int)
  /// A text that is not UTF-8.
  case invalidText(offset: Int)
}

extension WireProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .truncated(let offset): "byte \(offset): the data end in the middle of something"
    case .overlongVarint(let offset): "byte \(offset): a number of more than 64 bits"
    case .lengthBeyondEnd(let length, let offset): "byte \(offset): a length of \(length) bytes, more than are left"
    case .fieldNumber(let number, let offset): "byte \(offset): the field number \(number), which no message has"
    case .wireType(let type, let offset): "byte \(offset): the wire type \(type), which is not known"
    case .unexpectedType(let field, let offset): "byte \(offset): field \(field) has another type than its message says"
    case .invalidText(let offset): "byte \(offset): a text that is not valid UTF-8"
    }
  }
}
