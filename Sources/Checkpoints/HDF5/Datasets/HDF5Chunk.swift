/// A piece of a dataset, and where it lies in the file.
struct HDF5Chunk {
  /// The place of the piece's first element in the dataset.
  let place: [Int]
  let range: Range<Int>
  /// A bit for each filter that was left out.
  let filterMask: Int

  init(place: [Int], range: Range<Int>, filterMask: Int) { (self.place, self.range, self.filterMask) = (place, range, filterMask) }

  /// The pieces that a tree lists.
  static func all(of tree: HDF5Cursor, rank: Int) throws(HDF5Problem) -> [HDF5Chunk] {
    // The last of the places counts bytes within an element, and is 0.
    let keyByteCount = 8 + 8 * (rank + 1)
    var chunks: [HDF5Chunk] = []
    for (key, child) in try HDF5Tree.entries(of: tree, kind: .chunks, keyByteCount: keyByteCount) {
      var cursor = tree.moved(to: key)
      let byteCount = try cursor.word(), filterMask = try cursor.word()
      var place: [Int] = []
      for _ in 0..<rank { place.append(try cursor.length(8)) }
      guard byteCount <= tree.file.count - child else { throw cursor.malformed("a chunk beyond the end of the file") }
      chunks.append(HDF5Chunk(place: place, range: child..<child + byteCount, filterMask: filterMask))
    }
    return chunks
  }
}
