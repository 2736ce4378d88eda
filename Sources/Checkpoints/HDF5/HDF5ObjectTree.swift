/// Everything in a file, from its root group down.
struct HDF5ObjectTree {
  let widths: HDF5Cursor.Widths
  private(set) var datasets: [HDF5Dataset] = []
  /// The texts beside the root group.
  private(set) var texts: [String: String] = [:]

  init(_ file: UnsafeRawBufferPointer) throws(HDF5Problem) {
    let superblock = try HDF5Superblock(file)
    widths = superblock.widths
    var groups: Set<Int> = []
    var names: Set<String> = []
    // Headers do not overlap and paths are short. A hostile file could claim the same bytes over and over otherwise.
    var (headerByteCount, pathByteCount) = (0, 0)
    var pending = [(path: "", address: superblock.root)]
    while let (path, address) = pending.popLast() {
      let header = try HDF5ObjectHeader(HDF5Cursor(file, at: address, widths))
      headerByteCount += header.byteCount
      guard headerByteCount <= file.count else { throw .malformed(offset: address, "more headers than the file has room for") }
      if let dataset = try HDF5Dataset(header, name: path) {
        guard names.insert(path).inserted else { throw .malformed(offset: address, "two datasets called “\(path)”") }
        datasets.append(dataset)
        continue
      }
      // A group has one name, or a file could lead the reader round in circles.
      guard groups.insert(address).inserted else { throw .unsupported(object: path, "a group with several names") }
      if path.isEmpty { texts = Dictionary(try HDF5Attribute.texts(of: header).map { ($0.name, $0.text) }, uniquingKeysWith: { $1 }) }
      for link in try HDF5Links.links(of: header, path: path).reversed() {
        guard !link.name.isEmpty, !link.name.contains("/"), link.name != ".", link.name != ".." else {
          throw .malformed(offset: address, "the name “\(link.name)”, which leads elsewhere")
        }
        pathByteCount += path.utf8.count + link.name.utf8.count
        guard pathByteCount <= Self.longestPaths(file.count) else {
          throw .malformed(offset: address, "longer names than the file has room for")
        }
        pending.append((path.isEmpty ? link.name : "\(path)/\(link.name)", link.address))
      }
    }
  }

  /// Names stand in the file once, and in the path of everything below them.
  private static func longestPaths(_ fileByteCount: Int) -> Int { 64 * fileByteCount + 1 << 20 }
}
