/// Why a file could not be downloaded from one address.
public enum DownloadFailure: Error, Equatable, Sendable {
  /// The text is not an `http` or `https` address.
  case invalidAddress
  /// No answer: the name is unknown, the connection was refused, the certificate is not trusted, …
  case unreachable(reason: String)
  /// The server was silent, or slow, for longer than the timeouts allow.
  case timedOut
  /// The server answered with a status other than 200.
  case httpStatus(Int)
  /// The connection ended, or the server stopped, after `received` of `expected` bytes.
  case tooShort(expected: Int, received: Int)
  /// The server sends, or announces, more than `expected` bytes.
  case tooLong(expected: Int)
  /// All bytes arrived, and they are not those of the data set.
  case wrongChecksum(expected: String, found: String)
  /// The bytes could not be stored.
  case cannotWrite(path: String, reason: String)
}
