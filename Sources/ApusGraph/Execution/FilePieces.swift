import Glibc

/// A file's bytes, one piece after the other: the pages of a mapped file count as the process's memory, and the plugin's 260 MB were most of
/// a small model's peak.
struct FilePieces {
  let path: String
  var pieceBytes = 1 << 20
  /// How many bytes of a piece's end come again in front of the next.
  var overlap = 0

  /// Calls `body` with each piece and where its new bytes begin, until it returns `false`.
  ///
  /// - Returns: whether the file could be read.
  func forEach(_ body: (_ piece: UnsafeRawBufferPointer, _ new: Int) -> Bool) -> Bool {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return withUnsafeTemporaryAllocation(byteCount: overlap + pieceBytes, alignment: 1) { memory in
      guard let start = memory.baseAddress else { return false }
      var kept = 0
      while true {
        let count = read(descriptor, start + kept, pieceBytes)
        if count <= 0 { return count == 0 }
        let end = kept + count
        if !body(UnsafeRawBufferPointer(start: start, count: end), kept) { return true }
        kept = min(overlap, end)
        memmove(start, start + end - kept, kept)
      }
    }
  }
}
