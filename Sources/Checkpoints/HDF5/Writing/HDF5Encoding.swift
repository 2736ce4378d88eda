import WireFormats

/// The structures of an HDF5 file as bytes. Addresses and lengths take eight bytes each, and everything fills up whole eights.
enum HDF5Encoding {
  typealias Message = (kind: HDF5ObjectHeader.Kind, bytes: [UInt8])

  /// Where there is nothing.
  private static let none = UInt64.max
  /// How many names a leaf of a tree holds: twice what the superblock says, which h5py sets to 4 and accepts up to 64.
  static let leafCapacity = 128

  static func superblock(rootHeader: Int, fileByteCount: Int, mostMembers: Int) -> [UInt8] {
    var bytes = HDF5Superblock.signature + [0, 0, 0, 0, 0, 8, 8, 0]
    bytes.appendLittleEndian(UInt16(leafCapacity / 2))
    bytes.appendLittleEndian(UInt16(clamping: treeCapacity(mostMembers) / 2))
    bytes.appendLittleEndian(UInt32(0))
    for address in [0, none, UInt64(fileByteCount), none] { bytes.appendLittleEndian(address) }
    // The root group's entry: an empty name, its header, nothing kept with it.
    bytes.appendLittleEndian(UInt64(0))
    bytes.appendLittleEndian(UInt64(rootHeader))
    return bytes + [UInt8](repeating: 0, count: 24)
  }

  /// How many leaves one node of a tree holds: enough for the largest group, so that there is never a second level.
  private static func treeCapacity(_ mostMembers: Int) -> Int { max(32, (mostMembers + 2 * leafCapacity - 1) / (2 * leafCapacity) * 2) }

  static func heap(of names: [String], at address: Int) -> (address: Int, bytes: [UInt8], offsets: [Int]) {
    // The empty name at the beginning is that of no member; trees begin with it.
    var text = [UInt8](repeating: 0, count: 8)
    var offsets: [Int] = []
    for name in names {
      offsets.append(text.count)
      text += padded(Array(name.utf8) + [0])
    }
    var bytes = Array("HEAP".utf8) + [0, 0, 0, 0]
    bytes.appendLittleEndian(UInt64(text.count))
    // No free room: 1 stands for the end of the list.
    bytes.appendLittleEndian(UInt64(1))
    bytes.appendLittleEndian(UInt64(address + bytes.count + 8))
    return (address, bytes + text, offsets)
  }

  static func leaf(_ entries: [(name: Int, header: Int)]) -> [UInt8] {
    var bytes = Array("SNOD".utf8) + [1, 0]
    bytes.appendLittleEndian(UInt16(entries.count))
    for (name, header) in entries {
      bytes.appendLittleEndian(UInt64(name))
      bytes.appendLittleEndian(UInt64(header))
      bytes += [UInt8](repeating: 0, count: 24)
    }
    return bytes + [UInt8](repeating: 0, count: (leafCapacity - entries.count) * 40)
  }

  /// - Parameter leaves: with the place in the heap of each one's last name.
  static func tree(of leaves: [(address: Int, lastName: Int)], mostMembers: Int) -> [UInt8] {
    var bytes = Array("TREE".utf8) + [0, 0]
    bytes.appendLittleEndian(UInt16(leaves.count))
    bytes.appendLittleEndian(none)
    bytes.appendLittleEndian(none)
    bytes.appendLittleEndian(UInt64(0))
    for (address, lastName) in leaves {
      bytes.appendLittleEndian(UInt64(address))
      bytes.appendLittleEndian(UInt64(lastName))
    }
    return bytes + [UInt8](repeating: 0, count: (treeCapacity(mostMembers) - leaves.count) * 16)
  }

  static func header(_ messages: [Message]) -> [UInt8] {
    var body: [UInt8] = []
    for (kind, content) in messages {
      let content = padded(content)
      body.appendLittleEndian(UInt16(kind.rawValue))
      body.appendLittleEndian(UInt16(truncatingIfNeeded: content.count))
      body += [0, 0, 0, 0] + content
    }
    var bytes: [UInt8] = [1, 0]
    bytes.appendLittleEndian(UInt16(truncatingIfNeeded: messages.count))
    // One name leads here.
    bytes.appendLittleEndian(UInt32(1))
    bytes.appendLittleEndian(UInt32(truncatingIfNeeded: body.count))
    return bytes + [0, 0, 0, 0] + body
  }

  static func symbolTable(tree: Int, heap: Int) -> Message {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(UInt64(tree))
    bytes.appendLittleEndian(UInt64(heap))
    return (.symbolTable, bytes)
  }

  /// - Parameter address: of the elements; `nil` if there are none.
  static func dataset(_ tensor: WritableTensor, at address: Int?, byteCount: Int) -> [Message] {
    var layout: [UInt8] = [3, 1]
    layout.appendLittleEndian(address.map(UInt64.init) ?? none)
    layout.appendLittleEndian(UInt64(byteCount))
    return [(.dataspace, dataspace(tensor.shape)), (.datatype, datatype(tensor.dtype)), (.layout, layout)]
  }

  private static func dataspace(_ shape: [Int]) -> [UInt8] {
    var bytes: [UInt8] = [1, UInt8(clamping: shape.count), 0, 0, 0, 0, 0, 0]
    for extent in shape { bytes.appendLittleEndian(UInt64(extent)) }
    return bytes
  }

  /// Keeps a text where attributes can point at it.
  static func collection(of text: String) -> [UInt8] {
    // h5py's own minimum, which other readers rely on.
    let byteCount = max(4096, 16 + 16 + padded(Array(text.utf8)).count + 16)
    var bytes = Array("GCOL".utf8) + [1, 0, 0, 0]
    bytes.appendLittleEndian(UInt64(byteCount))
    bytes.appendLittleEndian(UInt16(1))
    bytes += [1, 0, 0, 0, 0, 0]
    bytes.appendLittleEndian(UInt64(text.utf8.count))
    bytes += padded(Array(text.utf8))
    // The rest is free room, which has the number 0 and counts its own header.
    bytes += [UInt8](repeating: 0, count: 8)
    bytes.appendLittleEndian(UInt64(byteCount - bytes.count + 8))
    return bytes + [UInt8](repeating: 0, count: byteCount - bytes.count)
  }

  static func attribute(_ name: String, byteCount: Int, collection: Int) -> Message {
    let name = Array(name.utf8) + [0], type = variableText, space: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0]
    var bytes: [UInt8] = [1, 0]
    for part in [name, type, space] { bytes.appendLittleEndian(UInt16(truncatingIfNeeded: part.count)) }
    bytes += padded(name) + padded(type) + padded(space)
    bytes.appendLittleEndian(UInt32(truncatingIfNeeded: byteCount))
    bytes.appendLittleEndian(UInt64(collection))
    bytes.appendLittleEndian(UInt32(1))
    return (.attribute, bytes)
  }

  static func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: HDF5Plan.padding(bytes.count)) }
}
