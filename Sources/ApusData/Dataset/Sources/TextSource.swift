import Foundation

extension Dataset where Element == String {
  /// The lines of a text in UTF-8, one after the other, without their line breaks.
  ///
  ///     for line in try Dataset(linesOf: "corpus.txt").shuffled(seed: 1) { … }
  ///
  /// The file is gone through once to find the lines, and each is read when its turn comes, so that a text may be larger than memory. A
  /// byte that is not UTF-8 becomes the replacement character.
  ///
  /// - Throws: `PipelineError.file`.
  public init(linesOf path: String) throws(PipelineError) {
    let file = try RandomAccessFile(path)
    let lines = try Self.lines(of: file)
    self.init(
      .indexed(
        Indexed(length: .finite(lines.count)) { index, _ in
          var bytes = try file.read(lines[index])[...]
          if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
          return String(decoding: bytes, as: UTF8.self)
        }), "\(lines.count) lines")
  }

  /// Where the lines lie, without their line feeds.
  private static func lines(of file: RandomAccessFile) throws(PipelineError) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for offset in stride(from: 0, to: file.byteCount, by: 1 << 20) {
      let piece = try file.read(offset..<Swift.min(offset + 1 << 20, file.byteCount))
      for (index, byte) in piece.enumerated() where byte == UInt8(ascii: "\n") {
        lines.append(start..<offset + index)
        start = offset + index + 1
      }
    }
    if start < file.byteCount { lines.append(start..<file.byteCount) }
    return lines
  }
}
