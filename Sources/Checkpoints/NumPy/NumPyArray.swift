import Archives

/// One array of a file: its header, and where its elements lie.
struct NumPyArray: Sendable {
  private let name: String
  /// The member of an archive; `nil` for a file that is nothing but the array.
  private let member: ZipArchive.Entry?
  private let header: NumPyHeader
  private let headerByteCount: Int
  private let byteCount: Int

  init(name: String, member: ZipArchive.Entry?, in file: HeldBytes, path: String) throws {
    let (header, headerByteCount, wholeByteCount) = try Self.withBeginning(of: member, in: file, path: path) { bytes, wholeByteCount in
      do {
        let (header, byteCount) = try NumPyHeader.read(bytes)
        return (header, byteCount, wholeByteCount)
      } catch let problem as NumPyHeader.Problem {
        switch problem {
        case .malformed(let what): throw NumPyError.malformedHeader(path: path, array: name, problem: what)
        case .unsupportedType(let type): throw NumPyError.unsupportedType(path: path, array: name, type: type)
        }
      }
    }
    let found = wholeByteCount - headerByteCount
    let needed = header.shape.byteCount(elementWidth: header.type.byteWidth)
    guard let needed, needed == found else {
      throw NumPyError.wrongByteCount(path: path, array: name, shape: header.shape, needed: needed, found: found)
    }
    (self.name, self.member, self.header, self.headerByteCount, byteCount) = (name, member, header, headerByteCount, needed)
  }

  var description: StoredTensor {
    StoredTensor(
      name: name, type: "\(header.type)", dtype: header.type.dtype, shape: header.shape, byteCount: byteCount)
  }

  /// The elements, row-major and little-endian.
  func withBytes<Result>(
    in file: HeldBytes, path: String, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    try Self.withWhole(member, in: file, path: path) { whole in
      let elements = UnsafeRawBufferPointer(rebasing: whole[headerByteCount...])
      let isSwapped = header.type.isBigEndian && header.type.swappedWidth > 1
      let isTurned = header.isFortranOrder && header.shape.count > 1
      guard isSwapped || isTurned else { return try body(elements) }
      var ordered = isTurned ? ElementOrder.rowMajor(elements, shape: header.shape, width: header.type.byteWidth) : Array(elements)
      if isSwapped { ordered = ElementOrder.swapped(ordered, width: header.type.swappedWidth) }
      return try ordered.withUnsafeBytes(body)
    }
  }

  private static func withWhole<Result>(
    _ member: ZipArchive.Entry?, in file: HeldBytes, path: String, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    try file.withBytes { bytes in
      guard let member else { return try body(bytes) }
      do {
        if let stored = try ZipArchive.storedBytes(of: member, in: bytes) { return try body(stored) }
        return try ZipArchive.unpack(member, in: bytes).withUnsafeBytes(body)
      } catch let problem as ZipProblem {
        throw NumPyError.archive(path: path, problem: "\(problem)")
      }
    }
  }

  /// Gives as much of an array to `body` as its header needs, and how many bytes it has in all; nothing else is unpacked.
  private static func withBeginning<Result>(
    of member: ZipArchive.Entry?, in file: HeldBytes, path: String, _ body: (UnsafeRawBufferPointer, Int) throws -> Result
  ) throws -> Result {
    try file.withBytes { bytes in
      guard let member else { return try body(bytes, bytes.count) }
      let contents = UnsafeRawBufferPointer(rebasing: bytes[member.range])
      guard member.isDeflated else { return try body(contents, member.byteCount) }
      do {
        let beginning = try Inflater.unpackBeginning(contents, .none, byteCount: 1 << 16)
        return try beginning.withUnsafeBytes { try body($0, member.byteCount) }
      } catch let problem as InflateProblem {
        throw NumPyError.archive(path: path, problem: "“\(member.name)” has \(problem)")
      }
    }
  }
}
