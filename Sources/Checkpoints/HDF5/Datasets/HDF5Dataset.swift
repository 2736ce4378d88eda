/// A dataset: what its header says, checked, and where its elements lie.
struct HDF5Dataset {
  let name: String
  let shape: [Int]
  let type: HDF5Datatype
  /// What the elements take when they are unpacked.
  let byteCount: Int
  /// The scalar type; `nil` for elements that tensors do not have.
  let dtype: DType?
  let layout: HDF5Layout
  private let filters: HDF5Filters

  /// - Returns: `nil` for the header of a group.
  init?(_ header: HDF5ObjectHeader, name: String) throws(HDF5Problem) {
    guard let space = header.first(.dataspace), let type = header.first(.datatype), let layout = header.first(.layout) else { return nil }
    let dataspace = try HDF5Dataspace(space)
    self.type = try HDF5Datatype(type)
    shape = dataspace.isNull ? [0] : dataspace.shape
    self.name = name
    guard let byteCount = shape.byteCount(elementWidth: self.type.byteWidth) else {
      throw space.malformed("the shape \(shape), which no dataset has")
    }
    self.byteCount = byteCount
    self.layout = try HDF5Layout(layout, elementWidth: self.type.byteWidth, shape: shape, path: name)
    filters = try header.first(.filters).map { cursor throws(HDF5Problem) in try HDF5Filters(cursor, path: name) } ?? HDF5Filters()
    // HDF5 has no BFloat16. Keras keeps it as two bytes without a meaning, and says so.
    let attributes = self.type.kind == .opaque && self.type.byteWidth == 2 ? try HDF5Attribute.texts(of: header) : []
    let isBFloat16 = attributes.contains { $0.name == Self.typeAttribute && $0.text == Self.bfloat16 }
    if case .number(let number) = self.type.kind { dtype = number } else { dtype = isBFloat16 ? .bfloat16 : nil }
    if case .contiguous(let range?) = self.layout, range.count != byteCount {
      throw layout.malformed("\(range.count) bytes for the shape \(shape)")
    }
  }

  static let typeAttribute = "dtype"
  static let bfloat16 = "bfloat16"

  var description: StoredTensor {
    StoredTensor(name: name, type: typeText, dtype: dtype, shape: shape, byteCount: byteCount)
  }

  private var typeText: String {
    switch type.kind {
    case .number(let number): "\(number)"
    case .opaque: dtype.map { "\($0)" } ?? "\(type.byteWidth) bytes"
    case .text: "texts of \(type.byteWidth) bytes"
    case .variableText: "texts"
    case .other(let what): what
    }
  }

  /// The elements, row-major and little-endian.
  func withBytes<Result>(in file: HDF5Cursor, path: String, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    switch layout {
    case _ where byteCount == 0: return try body(UnsafeRawBufferPointer(start: nil, count: 0))
    case .contiguous(let range?):
      let bytes = UnsafeRawBufferPointer(rebasing: file.file[range])
      if !type.isBigEndian || type.byteWidth == 1 { return try body(bytes) }
      return try ElementOrder.swapped(Array(bytes), width: type.byteWidth).withUnsafeBytes(body)
    case .contiguous(nil), .chunked(nil, _), .single(nil, _, _):
      throw HDF5Error.unsupported(path: path, object: name, what: "a dataset into which nothing was written")
    case .chunked(let tree?, let chunk):
      return try assembled(HDF5Chunk.all(of: file.moved(to: tree), rank: shape.count), chunk, file, path, body)
    case .single(let range?, let chunk, let filterMask):
      let only = HDF5Chunk(place: Array(repeating: 0, count: shape.count), range: range, filterMask: filterMask)
      return try assembled([only], chunk, file, path, body)
    }
  }

  private func assembled<Result>(
    _ chunks: [HDF5Chunk], _ chunk: [Int], _ file: HDF5Cursor, _ path: String, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    var assembly = try HDF5Assembly.checked(shape: shape, chunk: chunk, width: type.byteWidth, chunks, fileByteCount: file.file.count)
      .mapError { problem in
        HDF5Error.corrupt(path: path, dataset: name, problem: problem.text)
      }.get()
    for piece in chunks {
      let packed = UnsafeRawBufferPointer(rebasing: file.file[piece.range])
      let bytes = try filters.undone(
        packed, skipped: piece.filterMask, elementWidth: type.byteWidth, byteCount: assembly.chunkByteCount
      ).mapError { HDF5Error.corrupt(path: path, dataset: name, problem: $0.text) }.get()
      assembly.put(bytes, at: piece.place)
    }
    let whole = type.isBigEndian ? ElementOrder.swapped(assembly.bytes, width: type.byteWidth) : assembly.bytes
    return try whole.withUnsafeBytes(body)
  }
}
