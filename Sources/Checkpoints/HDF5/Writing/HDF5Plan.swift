import WireFormats

/// A file that is to be written: all groups and headers first, the elements of all datasets behind them.
///
/// Sizes are known before anything is written, so that the file is written front to back.
struct HDF5Plan {
  /// What stands before the elements.
  private(set) var structure: [UInt8] = []
  /// The tensors, in the order in which their elements follow, with the bytes of each.
  private(set) var contents: [(tensor: WritableTensor, byteCount: Int)] = []

  init(_ tensors: [WritableTensor], metadata: [String: String], path: String) throws(HDF5Error) {
    let root = try HDF5WritableGroup(tensors, path: path)
    // What is where does not depend on the addresses that are written: the first pass finds them, the second one knows them.
    var layout = Layout(root)
    layout.lay(root, metadata)
    layout.startOver()
    layout.lay(root, metadata)
    (structure, contents) = (layout.bytes, layout.contents)
  }

  /// The zeros behind elements, so that the next begin at a multiple of eight.
  static func padding(_ byteCount: Int) -> Int { (8 - byteCount % 8) % 8 }

  /// Puts structures one behind the other, and remembers where they are.
  private struct Layout {
    var bytes: [UInt8] = []
    var contents: [(tensor: WritableTensor, byteCount: Int)] = []
    private var structureByteCount = 0
    private var contentByteCount = 0
    private var rootHeader = 0
    private let mostMembers: Int

    init(_ root: HDF5WritableGroup) { mostMembers = root.mostMembers }

    mutating func startOver() {
      structureByteCount = bytes.count
      (bytes, contents, contentByteCount) = ([], [], 0)
    }

    mutating func lay(_ root: HDF5WritableGroup, _ metadata: [String: String]) {
      bytes = HDF5Encoding.superblock(
        rootHeader: rootHeader, fileByteCount: structureByteCount + root.byteCount, mostMembers: mostMembers)
      rootHeader = lay(group: root, attributes: metadata.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// - Returns: where the header is.
    private mutating func lay(group: HDF5WritableGroup, attributes: [(String, String)]) -> Int {
      var links: [(name: String, header: Int)] = []
      for member in group.members {
        switch member.contents {
        case .group(let inner): links.append((member.name, lay(group: inner, attributes: [])))
        case .tensor(let tensor, let byteCount): links.append((member.name, lay(tensor, byteCount)))
        }
      }
      let heap = HDF5Encoding.heap(of: links.map(\.name), at: bytes.count)
      bytes += heap.bytes
      var leaves: [(address: Int, lastName: Int)] = []
      for start in stride(from: 0, to: links.count, by: HDF5Encoding.leafCapacity) {
        let range = start..<min(start + HDF5Encoding.leafCapacity, links.count)
        leaves.append((bytes.count, heap.offsets[range.upperBound - 1]))
        bytes += HDF5Encoding.leaf(range.map { (heap.offsets[$0], links[$0].header) })
      }
      let tree = bytes.count
      bytes += HDF5Encoding.tree(of: leaves, mostMembers: mostMembers)
      var messages = [HDF5Encoding.symbolTable(tree: tree, heap: heap.address)]
      messages += attributes.map { attribute($0.0, $0.1) }
      return lay(header: messages)
    }

    private mutating func lay(_ tensor: WritableTensor, _ byteCount: Int) -> Int {
      let start = structureByteCount + contentByteCount
      contents.append((tensor, byteCount))
      contentByteCount += byteCount + HDF5Plan.padding(byteCount)
      var messages = HDF5Encoding.dataset(tensor, at: byteCount == 0 ? nil : start, byteCount: byteCount)
      if tensor.dtype == .bfloat16 { messages.append(attribute(HDF5Dataset.typeAttribute, HDF5Dataset.bfloat16)) }
      return lay(header: messages)
    }

    /// Python compares the attribute with a text, and takes texts of a fixed length for bytes: it has to lie in a collection.
    private mutating func attribute(_ name: String, _ text: String) -> HDF5Encoding.Message {
      let collection = bytes.count
      bytes += HDF5Encoding.collection(of: text)
      return HDF5Encoding.attribute(name, byteCount: text.utf8.count, collection: collection)
    }

    private mutating func lay(header messages: [HDF5Encoding.Message]) -> Int {
      let address = bytes.count
      bytes += HDF5Encoding.header(messages)
      return address
    }
  }
}
