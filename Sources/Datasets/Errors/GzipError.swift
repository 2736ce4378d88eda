/// Why bytes are not a whole gzip file.
public enum GzipError: Error, Equatable, Sendable {
  /// The data goes on behind the end of the file, which has `byteCount` bytes.
  case truncated(byteCount: Int)
  /// The data is damaged at `offset` of the packed file: the stream is not valid, or its checksum or length is not that of the data.
  case corrupt(offset: Int, reason: String)
  /// The data unpacks to more than `limit` bytes.
  case exceedsLimit(Int)
  /// zlib could not work, most likely for want of memory.
  case zlibFailed(code: Int)
}
