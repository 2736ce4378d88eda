/// The names of a group's members, one behind the other.
struct HDF5Heap {
  private static let longestName = 4096
  private let cursor: HDF5Cursor
  private let range: Range<Int>

  init(_ start: HDF5Cursor) throws(HDF5Problem) {
    var cursor = start
    try cursor.require("HEAP")
    try cursor.skip(4)
    let byteCount = try cursor.length()
    try cursor.skip(cursor.widths.length)
    let address = try cursor.requiredAddress("names")
    guard byteCount <= cursor.file.count - address else { throw cursor.malformed("names beyond the end of the file") }
    range = address..<address + byteCount
    self.cursor = cursor
  }

  func text(at offset: Int) throws(HDF5Problem) -> String {
    guard offset >= 0, offset < range.count else { throw cursor.malformed("a name beyond the names") }
    var cursor = cursor.moved(to: range.lowerBound + offset)
    // Names can share their ends, so that together they could be far longer than the heap.
    return try cursor.text(min(range.upperBound - cursor.offset, Self.longestName))
  }
}
