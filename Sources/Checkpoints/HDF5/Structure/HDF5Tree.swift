/// The tree in which older files keep the names of a group, or the chunks of a dataset.
enum HDF5Tree {
  enum Kind: Int {
    case names = 0
    case chunks = 1
  }

  /// The nodes that the lowest level of a tree of names points at, in order.
  static func leaves(of root: HDF5Cursor, kind: Kind) throws(HDF5Problem) -> [HDF5Cursor] {
    try entries(of: root, kind: kind, keyByteCount: root.widths.length).map { root.moved(to: $0.child) }
  }

  /// What the lowest level of a tree has, in order: the place of each key in the file, and what it points at.
  static func entries(
    of root: HDF5Cursor, kind: Kind, keyByteCount: Int
  ) throws(HDF5Problem) -> [(key: Int, child: Int)] {
    var entries: [(key: Int, child: Int)] = []
    var seen: Set<Int> = [root.offset]
    var pending = [(cursor: root, level: Int?.none)]
    while let (start, expected) = pending.popLast() {
      var cursor = start
      try cursor.require("TREE")
      guard try cursor.byte() == kind.rawValue else { throw cursor.malformed("a tree of another kind") }
      let level = try cursor.byte()
      guard expected == nil || level == expected else { throw cursor.malformed("a tree whose levels do not fit") }
      let count = try cursor.short()
      try cursor.skip(2 * cursor.widths.address)
      var children: [(cursor: HDF5Cursor, level: Int?)] = []
      for _ in 0..<count {
        let key = cursor.offset
        try cursor.skip(keyByteCount)
        let child = try cursor.requiredAddress("child of a tree")
        // Each child has one parent, and nodes do not overlap: there are at most as many as the file has room for.
        guard seen.insert(child).inserted, seen.count <= cursor.file.count / (keyByteCount + cursor.widths.address) else {
          throw cursor.malformed("a tree that goes round in circles")
        }
        if level == 0 {
          entries.append((key, child))
          continue
        }
        children.append((cursor.moved(to: child), level - 1))
      }
      pending += children.reversed()
    }
    return entries
  }
}
