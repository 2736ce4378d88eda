/// The names in a group, with the places of what they name.
enum HDF5Links {
  typealias Link = (name: String, address: Int)

  /// - Parameter path: the group's, for problems.
  static func links(of group: HDF5ObjectHeader, path: String) throws(HDF5Problem) -> [Link] {
    var links: [Link] = []
    if var table = group.first(.symbolTable) {
      let tree = try table.requiredAddress("tree of names")
      let names = try HDF5Heap(table.moved(to: table.requiredAddress("heap of names")))
      for leaf in try HDF5Tree.leaves(of: table.moved(to: tree), kind: .names) {
        try readLeaf(leaf, names, path, &links)
      }
    }
    if var info = group.first(.linkInfo) {
      try info.skip(1)
      let flags = try info.byte()
      try info.skip(flags & 1 != 0 ? 8 : 0)
      if let heap = try info.address() {
        let objects = try HDF5FractalHeap(info.moved(to: heap))
        for identifier in try HDF5NameIndex.identifiers(info.moved(to: info.requiredAddress("index of names"))) {
          var message = try objects.object(identifier)
          links.append(try link(&message, path: path))
        }
      }
    }
    for message in group.all(.link) {
      var message = message
      links.append(try link(&message, path: path))
    }
    return links
  }

  /// Reads a node of symbols.
  private static func readLeaf(
    _ start: HDF5Cursor, _ names: HDF5Heap, _ path: String, _ links: inout [Link]
  ) throws(HDF5Problem) {
    var cursor = start
    try cursor.require("SNOD")
    try cursor.skip(2)
    let count = try cursor.short()
    for _ in 0..<count {
      let name = try names.text(at: cursor.length(cursor.widths.address))
      let address = try cursor.address()
      let kind = try cursor.word()
      try cursor.skip(4 + 16)
      guard kind != 2 else { throw .unsupported(object: path + "/" + name, "a symbolic link") }
      guard let address else { throw cursor.malformed("no header of “\(name)”") }
      links.append((name, address))
      guard links.count <= cursor.file.count / (2 * cursor.widths.address + 24) else {
        throw cursor.malformed("more names than the file has room for")
      }
    }
  }

  /// Reads a link message.
  static func link(_ cursor: inout HDF5Cursor, path: String) throws(HDF5Problem) -> Link {
    guard try cursor.byte() == 1 else { throw cursor.malformed("a link of a version that is not known") }
    let flags = try cursor.byte()
    let kind = flags & 0x08 != 0 ? try cursor.byte() : 0
    try cursor.skip((flags & 0x04 != 0 ? 8 : 0) + (flags & 0x10 != 0 ? 1 : 0))
    let nameCount = Int(truncatingIfNeeded: try cursor.number(1 << (flags & 3)))
    let name = try cursor.text(nameCount)
    // Other files must not be opened on the word of this one, and symbolic links need not lead anywhere.
    guard kind == 0 else { throw .unsupported(object: path + "/" + name, kind == 1 ? "a symbolic link" : "a link to another file") }
    return (name, try cursor.requiredAddress("header of “\(name)”"))
  }
}

extension HDF5Cursor {
  /// A length of another width than lengths have.
  mutating func length(_ width: Int) throws(HDF5Problem) -> Int {
    let number = try number(width)
    guard let length = Int(exactly: number) else { throw malformed("the length \(number)") }
    return length
  }
}
