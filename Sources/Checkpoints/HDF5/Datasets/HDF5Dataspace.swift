/// The shape of a dataset or an attribute.
struct HDF5Dataspace {
  /// Empty for a scalar.
  let shape: [Int]
  /// Whether there are no elements at all, not even that of a scalar.
  let isNull: Bool

  init(_ start: HDF5Cursor) throws(HDF5Problem) {
    var cursor = start
    let version = try cursor.byte(), rank = try cursor.byte()
    guard version == 1 || version == 2 else { throw cursor.malformed("a shape of a version that is not known") }
    guard rank <= 32 else { throw cursor.malformed("a shape of \(rank) axes; 32 are the most") }
    try cursor.skip(1)
    let kind = version == 2 ? try cursor.byte() : 1
    if version == 1 { try cursor.skip(5) }
    var shape: [Int] = []
    for _ in 0..<rank { shape.append(try cursor.length()) }
    (self.shape, isNull) = (shape, kind == 2)
  }
}
