/// The heap in which newer files keep the links of a group that has many: blocks of doubling sizes, seen as one row of bytes.
struct HDF5FractalHeap {
  private let cursor: HDF5Cursor
  private let offsetWidth: Int
  private let lengthWidth: Int
  private let tableWidth: Int
  private let firstBlockByteCount: Int
  private let root: Int
  /// How many rows of blocks the root lists; 0 where it is a block itself.
  private let rowCount: Int
  /// How many of the rows list blocks of objects, not further lists.
  private let directRowCount: Int

  init(_ start: HDF5Cursor) throws(HDF5Problem) {
    var cursor = start
    try cursor.require("FRHP")
    try cursor.skip(1 + 2)
    guard try cursor.short() == 0 else { throw .unsupported(object: "the heap at byte \(start.offset)", "names that are packed") }
    try cursor.skip(1)
    let largestObject = try cursor.word()
    try cursor.skip(10 * cursor.widths.length + 2 * cursor.widths.address)
    tableWidth = try cursor.short()
    firstBlockByteCount = try cursor.length()
    let largestBlock = try cursor.length()
    let heapBits = try cursor.short()
    try cursor.skip(2)
    root = try cursor.requiredAddress("block of a heap")
    rowCount = try cursor.short()
    try JenkinsChecksum.check(of: start.offset..<cursor.offset, &cursor)
    guard tableWidth > 0, firstBlockByteCount > 0, firstBlockByteCount <= cursor.file.count, largestBlock >= firstBlockByteCount,
      heapBits <= 64, largestObject > 0
    else {
      throw cursor.malformed("a heap of impossible sizes")
    }
    directRowCount = (largestBlock / firstBlockByteCount).trailingZeroBitCount + 2
    offsetWidth = (heapBits + 7) / 8
    let longest = min(largestBlock, largestObject)
    lengthWidth = (Int.bitWidth - longest.leadingZeroBitCount + 7) / 8
    self.cursor = cursor
  }

  /// A cursor at an object, by its identifier.
  func object(_ identifier: HDF5Cursor) throws(HDF5Problem) -> HDF5Cursor {
    var identifier = identifier
    let kind = try identifier.byte() >> 4
    guard kind == 0 else { throw .unsupported(object: "the heap at byte \(cursor.offset)", "a name outside of its blocks") }
    let offset = try identifier.length(offsetWidth)
    _ = try identifier.length(lengthWidth)
    if rowCount == 0 { return try checked(root, offset, firstBlockByteCount) }
    let (row, column, rest) = place(of: offset)
    guard row < min(rowCount, directRowCount) else {
      throw .unsupported(object: "the heap at byte \(cursor.offset)", "a heap of more than two levels")
    }
    var list = cursor.moved(to: root)
    try list.require("FHIB")
    try list.skip(1 + list.widths.address + offsetWidth + (row * tableWidth + column) * list.widths.address)
    return try checked(list.requiredAddress("block of a heap"), rest, byteCount(ofRow: row))
  }

  private func byteCount(ofRow row: Int) -> Int { row == 0 ? firstBlockByteCount : firstBlockByteCount << (row - 1) }

  /// The first two rows have blocks of the first size; from then on each row's are twice as large as the row's before.
  private func place(of offset: Int) -> (row: Int, column: Int, rest: Int) {
    let block = offset / firstBlockByteCount / tableWidth
    let row = Int.bitWidth - block.leadingZeroBitCount
    let start = row == 0 ? 0 : (firstBlockByteCount * tableWidth) << (row - 1)
    let byteCount = byteCount(ofRow: row)
    return (row, (offset - start) / byteCount, (offset - start) % byteCount)
  }

  private func checked(_ block: Int, _ offset: Int, _ byteCount: Int) throws(HDF5Problem) -> HDF5Cursor {
    guard offset < byteCount, byteCount <= cursor.file.count - block else { throw cursor.malformed("an object outside of its heap") }
    var start = cursor.moved(to: block)
    try start.require("FHDB")
    return cursor.moved(to: block + offset)
  }
}
