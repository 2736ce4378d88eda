/// Where the elements of a dataset lie.
enum HDF5Layout {
  /// In one piece; `nil` where nothing was written.
  case contiguous(Range<Int>?)
  /// In pieces of one shape, which a tree lists; `nil` where nothing was written.
  case chunked(tree: Int?, chunk: [Int])
  /// As a single piece that filters may have packed.
  case single(Range<Int>?, chunk: [Int], filterMask: Int)

  init(_ start: HDF5Cursor, elementWidth: Int, shape: [Int], path: String) throws(HDF5Problem) {
    var cursor = start
    let version = try cursor.byte()
    guard version == 3 || version == 4 else {
      throw .unsupported(object: path, "a layout of version \(version), which files before 2004 have")
    }
    let kind = try cursor.byte()
    switch kind {
    case 0:
      let byteCount = try cursor.short()
      let offset = cursor.offset
      try cursor.skip(byteCount)
      self = .contiguous(offset..<offset + byteCount)
    case 1:
      let address = try cursor.address(), byteCount = try cursor.length()
      self = .contiguous(try address.map { address throws(HDF5Problem) in try Self.range(address, byteCount, &cursor) })
    case 2 where version == 3:
      let rank = try cursor.byte() - 1
      let tree = try cursor.address()
      var chunk: [Int] = []
      for _ in 0..<max(0, rank) { chunk.append(try cursor.word()) }
      let width = try cursor.word()
      guard rank == shape.count, width == elementWidth, chunk.allSatisfy({ $0 > 0 }) else {
        throw cursor.malformed("chunks that do not fit their dataset")
      }
      self = .chunked(tree: tree, chunk: chunk)
    case 2: self = try Self.later(&cursor, elementWidth, shape, path)
    default: throw .unsupported(object: path, "a layout of the kind \(kind)")
    }
  }

  /// Of the indices of version 4 only the one for a single chunk is read.
  private static func later(
    _ cursor: inout HDF5Cursor, _ elementWidth: Int, _ shape: [Int], _ path: String
  ) throws(HDF5Problem) -> HDF5Layout {
    let flags = try cursor.byte(), rank = try cursor.byte() - 1, width = try cursor.byte()
    guard rank == shape.count, (1...8).contains(width) else { throw cursor.malformed("chunks that do not fit their dataset") }
    var chunk: [Int] = []
    for _ in 0..<rank { chunk.append(try cursor.length(width)) }
    guard try cursor.length(width) == elementWidth, chunk.allSatisfy({ $0 > 0 }) else {
      throw cursor.malformed("chunks that do not fit their dataset")
    }
    guard try cursor.byte() == 1 else { throw .unsupported(object: path, "an index of chunks of the format's latest version") }
    let isFiltered = flags & 0x02 != 0
    let packedByteCount = isFiltered ? try cursor.length() : nil
    let filterMask = isFiltered ? try cursor.word() : 0
    guard let address = try cursor.address() else { return .single(nil, chunk: chunk, filterMask: filterMask) }
    guard let byteCount = packedByteCount ?? chunk.byteCount(elementWidth: elementWidth) else {
      throw cursor.malformed("a chunk of an impossible size")
    }
    return .single(try range(address, byteCount, &cursor), chunk: chunk, filterMask: filterMask)
  }

  private static func range(_ address: Int, _ byteCount: Int, _ cursor: inout HDF5Cursor) throws(HDF5Problem) -> Range<Int> {
    guard byteCount <= cursor.file.count - address else { throw cursor.malformed("elements beyond the end of the file") }
    return address..<address + byteCount
  }
}
