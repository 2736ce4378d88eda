/// The tree by which newer files find the links of a group that has many: it has a place in the group's heap for each.
enum HDF5NameIndex {
  private static let linkNames = 5
  /// Signature, version, kind, and the checksum at the end.
  private static let nodeOverhead = 10
  private static let hashByteCount = 4

  /// The places of all links in the heap, as ``HDF5FractalHeap/object(_:)`` takes them.
  static func identifiers(_ start: HDF5Cursor) throws(HDF5Problem) -> [HDF5Cursor] {
    var cursor = start
    try cursor.require("BTHD")
    try cursor.skip(1)
    guard try cursor.byte() == linkNames else { throw cursor.malformed("an index of something else than names") }
    let nodeByteCount = try cursor.word(), recordByteCount = try cursor.short(), depth = try cursor.short()
    try cursor.skip(2)
    let root = try cursor.address()
    let count = try cursor.short()
    try cursor.skip(cursor.widths.length)
    try JenkinsChecksum.check(of: start.offset..<cursor.offset, &cursor)
    guard let root else { return [] }
    guard recordByteCount > hashByteCount, nodeByteCount > nodeOverhead else { throw cursor.malformed("an index of empty nodes") }
    guard depth <= 1 else { throw .unsupported(object: "the index at byte \(start.offset)", "an index of more than two levels") }
    var records: [HDF5Cursor] = []
    if depth == 0 {
      try readLeaf(cursor.moved(to: root), count, recordByteCount, &records)
      return records
    }
    // Each child has its address and, in as few bytes as can hold it, the number of its records.
    let mostRecords = (nodeByteCount - nodeOverhead) / recordByteCount
    let countWidth = (Int.bitWidth - mostRecords.leadingZeroBitCount + 7) / 8
    var node = cursor.moved(to: root)
    try readRecords("BTIN", &node, count, recordByteCount, &records)
    var leaves: [(address: Int, count: Int)] = []
    for _ in 0...count {
      leaves.append((try node.requiredAddress("child of an index"), try node.length(countWidth)))
    }
    try JenkinsChecksum.check(of: root..<node.offset, &node)
    for leaf in leaves { try readLeaf(cursor.moved(to: leaf.address), leaf.count, recordByteCount, &records) }
    return records
  }

  private static func readLeaf(
    _ start: HDF5Cursor, _ count: Int, _ recordByteCount: Int, _ records: inout [HDF5Cursor]
  ) throws(HDF5Problem) {
    var node = start
    try readRecords("BTLF", &node, count, recordByteCount, &records)
    try JenkinsChecksum.check(of: start.offset..<node.offset, &node)
  }

  private static func readRecords(
    _ signature: StaticString, _ node: inout HDF5Cursor, _ count: Int, _ recordByteCount: Int, _ records: inout [HDF5Cursor]
  ) throws(HDF5Problem) {
    try node.require(signature)
    try node.skip(2)
    for _ in 0..<count {
      guard records.count < node.file.count / recordByteCount else { throw node.malformed("more names than the file has room for") }
      records.append(node.moved(to: node.offset + hashByteCount))
      try node.skip(recordByteCount)
    }
  }
}
