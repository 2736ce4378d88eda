/// A group of a file that is to be written, with what is in it, in bytewise order of the names.
struct HDF5WritableGroup {
  indirect enum Contents {
    case group(HDF5WritableGroup)
    case tensor(WritableTensor, byteCount: Int)
  }

  struct Member {
    let name: String
    let contents: Contents
  }

  private(set) var members: [Member] = []

  /// Sorts tensors into groups by the slashes in their names.
  init(_ tensors: [WritableTensor], path: String) throws(HDF5Error) {
    try self.init(tensors.map { ($0, $0.name.split(separator: "/", omittingEmptySubsequences: false)[...]) }, path: path)
  }

  private init(_ tensors: [(tensor: WritableTensor, names: ArraySlice<Substring>)], path: String) throws(HDF5Error) {
    let byName = Dictionary(grouping: tensors) { $0.names.first.map(String.init) ?? "" }
    for (name, members) in byName.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let first = members[0].tensor
      guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(0) else {
        throw .unwritableName(path: path, name: first.name)
      }
      let inner = members.map { ($0.tensor, $0.names.dropFirst()) }
      if let own = inner.first(where: { $0.1.isEmpty })?.0 {
        guard members.count == 1 else { throw .clashingNames(path: path, name: own.name) }
        guard let byteCount = own.shape.byteCount(elementWidth: own.dtype.byteWidth) else {
          throw .wrongByteCount(path: path, tensor: own.name, shape: own.shape, needed: nil, found: 0)
        }
        self.members.append(Member(name: name, contents: .tensor(own, byteCount: byteCount)))
      } else {
        self.members.append(Member(name: name, contents: .group(try HDF5WritableGroup(inner, path: path))))
      }
    }
  }

  /// What all elements take, with the zeros behind each tensor's.
  var byteCount: Int {
    members.reduce(0) { sum, member in
      switch member.contents {
      case .group(let group): sum + group.byteCount
      case .tensor(_, let byteCount): sum + byteCount + HDF5Plan.padding(byteCount)
      }
    }
  }

  /// How many members the largest group has.
  var mostMembers: Int {
    members.reduce(members.count) { most, member in
      if case .group(let group) = member.contents { max(most, group.mostMembers) } else { most }
    }
  }
}
