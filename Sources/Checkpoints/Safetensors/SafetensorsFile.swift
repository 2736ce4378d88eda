/// A safetensors file, open for reading: named tensors, mapped into memory and never copied.
///
/// Everything that the header claims is checked before `init` returns: names are unique, each size follows from dtype and
/// shape, and the tensors tile the rest of the file exactly. Nothing is allocated on the word of the file. Opening does
/// not read the tensors' bytes.
///
/// ```swift
/// let file = try SafetensorsFile(path: "model.safetensors")
/// for entry in file.entries { print(entry.name, entry.dtype.rawValue, entry.shape) }
/// let first = try file.withBytes(of: "w1") { $0.loadUnaligned(as: Float.self) }
/// ```
///
/// The format: <https://github.com/huggingface/safetensors>, “Format”.
public struct SafetensorsFile: Sendable {
  public let path: String
  /// The tensors, in the order of their bytes in the file.
  public let entries: [Entry]
  /// The texts under `__metadata__`, such as `["format": "pt"]`.
  public let metadata: [String: String]

  let file: MappedFile
  private let indices: [String: Int]

  /// Opens and checks a file.
  ///
  /// - Throws: what is wrong with the file, and where.
  public init(path: String) throws(SafetensorsError) {
    do { file = try MappedFile(path: path) } catch { throw .unreadable(path: path, reason: error.reason) }
    self.path = path
    let header = try Self.headerRange(of: file.bytes, path: path)
    let contents: SafetensorsHeader
    // A copy, so that what was checked is what is used even if the file changes meanwhile.
    do { contents = try SafetensorsHeader(json: [UInt8](file.bytes[header])[...]) } catch {
      throw .malformedHeader(path: path, error)
    }
    entries = try contents.entries(tiling: header.upperBound..<file.bytes.count, path: path)
    metadata = contents.metadata
    indices = Dictionary(entries.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The tensor called `name`, if there is one.
  public func entry(named name: String) -> Entry? { indices[name].map { entries[$0] } }

  /// Gives the bytes of a tensor to `body`: the file's own memory, valid until `body` returns.
  ///
  /// The bytes are row-major and little-endian. Files of other writers may place them at any address, so read elements with
  /// `loadUnaligned` or copy them.
  ///
  /// - Throws: `SafetensorsError.missingTensor`, or what `body` throws.
  public func withBytes<Result>(
    of name: String, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    guard let entry = entry(named: name) else {
      throw SafetensorsError.missingTensor(path: path, name: name, names: entries.map(\.name))
    }
    return try withExtendedLifetime(file) {
      try body(UnsafeRawBufferPointer(rebasing: file.bytes[entry.byteRange]))
    }
  }

  /// Reads the bytes of a tensor into `destination`, which has room for them.
  ///
  /// - Throws: `SafetensorsError`.
  public func read(_ name: String, into destination: UnsafeMutableRawBufferPointer) throws {
    guard let entry = entry(named: name), let start = destination.baseAddress, entry.byteRange.count <= destination.count else {
      return try withBytes(of: name) { destination.copyMemory(from: $0) }
    }
    do { try file.read(entry.byteRange, into: start) } catch { throw SafetensorsError.unreadable(path: path, reason: error.reason) }
  }

  /// Where the header's JSON lies: after its length, a 64-bit little-endian number.
  private static func headerRange(of bytes: UnsafeRawBufferPointer, path: String) throws(SafetensorsError) -> Range<Int> {
    let lengthSize = MemoryLayout<UInt64>.size
    guard bytes.count >= lengthSize else { throw .tooShort(path: path, byteCount: bytes.count) }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= SafetensorsHeader.maximumByteCount, Int(length) <= bytes.count - lengthSize else {
      throw .headerTooLong(path: path, length: length, fileByteCount: bytes.count)
    }
    return lengthSize..<lengthSize + Int(length)
  }
}
