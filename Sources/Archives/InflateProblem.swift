/// Why data cannot be unpacked.
package enum InflateProblem: Error, Hashable, Sendable {
  /// The stream is not valid at `offset` of the packed bytes, or its checksum or length is not that of the data.
  case corrupt(offset: Int, reason: String)
  /// The data unpack to another number of bytes than they should; `found` is how many were there when that was clear.
  case byteCount(found: Int, expected: Int)
  /// zlib could not work, most likely for want of memory.
  case zlibFailed(code: Int)
}

extension InflateProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .corrupt(let offset, let reason): "packed data that are damaged at byte \(offset): \(reason)"
    case .byteCount(let found, let expected) where found < expected: "packed data that end after \(found) bytes of \(expected)"
    case .byteCount(_, let expected): "packed data of more than the \(expected) bytes that they should have"
    case .zlibFailed(let code): "no memory to unpack with (zlib's code \(code))"
    }
  }
}
