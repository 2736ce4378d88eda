/// Why bytes are not a whole tar archive.
public enum TarError: Error, Equatable, Sendable {
  /// The archive, of `byteCount` unpacked bytes, has no end, or ends in the middle of a file.
  case truncated(byteCount: Int)
  /// The 512 bytes at `offset` of the unpacked archive are not the header of a file.
  case damagedHeader(offset: Int, reason: String)
}
