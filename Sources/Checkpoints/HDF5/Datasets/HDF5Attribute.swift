/// A text that a file keeps beside a group or a dataset.
struct HDF5Attribute {
  let name: String
  let text: String

  /// Other attributes, and texts in one collection, are not looked through: each costs a walk through its collection.
  private static let most = 1000

  /// The attributes of an object that are single texts; others are passed over.
  static func texts(of object: HDF5ObjectHeader) throws(HDF5Problem) -> [HDF5Attribute] {
    var texts: [HDF5Attribute] = []
    for message in object.all(.attribute).prefix(most) {
      if let attribute = try HDF5Attribute(message) { texts.append(attribute) }
    }
    return texts
  }

  private init?(_ start: HDF5Cursor) throws(HDF5Problem) {
    var cursor = start
    let version = try cursor.byte()
    guard (1...3).contains(version) else { throw cursor.malformed("an attribute of a version that is not known") }
    try cursor.skip(1)
    let nameCount = try cursor.short(), typeCount = try cursor.short(), spaceCount = try cursor.short()
    if version == 3 { try cursor.skip(1) }
    // The first version fills each part up to a multiple of eight bytes.
    func padded(_ count: Int) -> Int { version == 1 ? (count + 7) / 8 * 8 : count }
    name = try cursor.text(nameCount)
    try cursor.skip(padded(nameCount) - nameCount)
    let type = try HDF5Datatype(cursor)
    try cursor.skip(padded(typeCount))
    let space = try HDF5Dataspace(cursor)
    try cursor.skip(padded(spaceCount))
    guard space.shape.isEmpty, !space.isNull else { return nil }
    switch type.kind {
    case .text: text = try cursor.text(type.byteWidth)
    case .variableText: text = try Self.variableText(cursor)
    default: return nil
    }
  }

  /// Follows a length, the place of a collection, and a number in it.
  private static func variableText(_ start: HDF5Cursor) throws(HDF5Problem) -> String {
    var cursor = start
    let byteCount = try cursor.word()
    let collection = try cursor.address()
    let index = try cursor.word()
    guard byteCount > 0, let collection else { return "" }
    var objects = cursor.moved(to: collection)
    try objects.require("GCOL")
    try objects.skip(4)
    let collectionByteCount = try objects.length()
    guard collectionByteCount <= objects.file.count - collection else { throw objects.malformed("texts beyond the end of the file") }
    let end = collection + collectionByteCount
    for _ in 0..<most where objects.offset < end {
      let number = try objects.short()
      try objects.skip(6)
      let objectByteCount = try objects.length()
      guard number > 0 else { break }
      guard objectByteCount <= end - objects.offset else { throw objects.malformed("a text beyond its collection") }
      if number == index {
        guard byteCount <= objectByteCount else { throw objects.malformed("a text that is longer than its place") }
        return try objects.text(byteCount)
      }
      try objects.skip((objectByteCount + 7) / 8 * 8)
    }
    throw objects.malformed("no text number \(index) in its collection")
  }
}
