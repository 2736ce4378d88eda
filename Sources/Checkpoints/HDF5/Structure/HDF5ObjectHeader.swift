/// The header of a group or a dataset: a row of messages, each about one thing.
struct HDF5ObjectHeader {
  /// The messages that are read; a file may have others.
  enum Kind: Int {
    case dataspace = 0x01
    case linkInfo = 0x02
    case datatype = 0x03
    case link = 0x06
    case layout = 0x08
    case filters = 0x0B
    case attribute = 0x0C
    case continuation = 0x10
    case symbolTable = 0x11
  }

  /// The places of the messages in the file, in the order of the file.
  private(set) var messages: [(kind: Kind, range: Range<Int>)] = []
  /// What the header takes in the file, with all its continuations.
  private(set) var byteCount = 0
  private let cursor: HDF5Cursor
  private var blocks: [Range<Int>] = []

  /// Reads the header at the cursor, and holds it against its checksums where it has some.
  init(_ start: HDF5Cursor) throws(HDF5Problem) {
    cursor = start
    var cursor = start
    // The later form has a signature; the earlier one begins with its version.
    if try cursor.number(4) == 0x5244_484F { try readSigned(cursor) } else { try readPlain(start) }
  }

  /// A cursor at the first message of a kind, if there is one.
  func first(_ kind: Kind) -> HDF5Cursor? { messages.first { $0.kind == kind }.map { cursor.moved(to: $0.range.lowerBound) } }

  func all(_ kind: Kind) -> [HDF5Cursor] { messages.filter { $0.kind == kind }.map { cursor.moved(to: $0.range.lowerBound) } }

  private mutating func readPlain(_ start: HDF5Cursor) throws(HDF5Problem) {
    var cursor = start
    guard try cursor.byte() == 1 else { throw .malformed(offset: start.offset, "no header of a group or a dataset") }
    try cursor.skip(7)
    let byteCount = try cursor.word()
    try cursor.skip(4)
    try append(block: cursor.offset..<(try Self.end(byteCount, from: cursor)), cursor)
    var next = 0
    while next < blocks.count {
      var block = cursor.moved(to: blocks[next].lowerBound)
      while block.offset + 8 <= blocks[next].upperBound {
        let kind = try block.short(), byteCount = try block.short(), flags = try block.byte()
        try block.skip(3)
        try append(kind, byteCount, flags, &block, in: blocks[next])
      }
      next += 1
    }
  }

  private mutating func readSigned(_ start: HDF5Cursor) throws(HDF5Problem) {
    var cursor = start
    guard try cursor.byte() == 2 else { throw cursor.malformed("a header of a version that is not known") }
    let flags = try cursor.byte()
    try cursor.skip((flags & 0x20 != 0 ? 16 : 0) + (flags & 0x10 != 0 ? 4 : 0))
    let byteCount = Int(truncatingIfNeeded: try cursor.number(1 << (flags & 3)))
    try append(block: cursor.offset..<(try Self.end(byteCount, from: cursor)), cursor)
    var next = 0
    var first = start.offset - 4
    while next < blocks.count {
      var block = cursor.moved(to: blocks[next].lowerBound)
      if next > 0 {
        first = block.offset
        try block.require("OCHK")
      }
      // Continuations count their checksum, the first block does not.
      let end = blocks[next].upperBound - (next > 0 ? 4 : 0)
      guard end >= block.offset else { throw block.malformed("a block that is too short") }
      var checksum = cursor.moved(to: end)
      try JenkinsChecksum.check(of: first..<end, &checksum)
      let order = flags & 0x04 != 0 ? 2 : 0
      while block.offset + 4 + order <= end {
        let kind = try block.byte(), byteCount = try block.short(), flags = try block.byte()
        try block.skip(order)
        try append(kind, byteCount, flags, &block, in: blocks[next].lowerBound..<end)
      }
      next += 1
    }
  }

  private static func end(_ byteCount: Int, from cursor: HDF5Cursor) throws(HDF5Problem) -> Int {
    guard byteCount >= 0, byteCount <= cursor.file.count - cursor.offset else {
      throw cursor.malformed("a header of \(byteCount) bytes, more than are left")
    }
    return cursor.offset + byteCount
  }

  private mutating func append(
    _ number: Int, _ byteCount: Int, _ flags: Int, _ cursor: inout HDF5Cursor, in block: Range<Int>
  ) throws(HDF5Problem) {
    let start = cursor.offset
    guard byteCount <= block.upperBound - start else { throw cursor.malformed("a message that is longer than its block") }
    try cursor.skip(byteCount)
    guard let kind = Kind(rawValue: number) else { return }
    guard flags & 0x02 == 0 else { throw .unsupported(object: "the header at byte \(start)", "a message that lies elsewhere") }
    messages.append((kind, start..<start + byteCount))
    guard kind == .continuation else { return }
    var place = cursor.moved(to: start)
    let address = try place.requiredAddress("continuation")
    let next = address..<(try Self.end(place.length(), from: cursor.moved(to: address)))
    try append(block: next, place)
  }

  /// Blocks do not overlap, so that all of them together have at most the file's bytes. A hostile file could make the reader go round for
  /// ever otherwise.
  private mutating func append(block: Range<Int>, _ cursor: HDF5Cursor) throws(HDF5Problem) {
    byteCount += max(block.count, 1)
    guard byteCount <= cursor.file.count else { throw cursor.malformed("a header that goes round in circles") }
    blocks.append(block)
  }
}
