import Foundation
import WireFormats

/// An element that a cache can keep in a file: tensors, labelled tensors, bytes and texts are; a `Codable` type is one by its JSON when it
/// says that it conforms.
public protocol StorableElement: Sendable {
  /// - Throws: why there are none: the diagnosis of a tensor.
  func storedBytes() throws -> [UInt8]

  /// `nil` for bytes that are none of this type.
  init?(storedBytes: ArraySlice<UInt8>)
}

extension StorableElement where Self: Codable {
  public func storedBytes() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }

  public init?(storedBytes: ArraySlice<UInt8>) {
    guard let value = try? JSONDecoder().decode(Self.self, from: Data(storedBytes)) else { return nil }
    self = value
  }
}

extension Int: StorableElement {}
extension Double: StorableElement {}
extension String: StorableElement {}

extension [UInt8]: StorableElement {
  public func storedBytes() -> [UInt8] { self }
  public init?(storedBytes: ArraySlice<UInt8>) { self = Array(storedBytes) }
}

extension Tensor: StorableElement {
  /// Rank, extents and elements, numbers lowest byte first.
  public func storedBytes() throws -> [UInt8] {
    let array = try Context.local.engine.read(node)
    var bytes: [UInt8] = []
    bytes.appendVarint(UInt64(shape.count))
    for extent in shape { bytes.appendVarint(UInt64(extent)) }
    withExtendedLifetime(array) { bytes.append(contentsOf: UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount)) }
    return bytes
  }

  public init?(storedBytes: ArraySlice<UInt8>) {
    var reader = ByteReader(storedBytes)
    guard let rank = try? reader.readVarint(), rank <= 64,
      let extents = try? (0..<rank).map({ _ in try reader.readVarint() }), extents.allSatisfy({ $0 < 1 << 40 }),
      let rest = try? reader.readBytes(reader.remainingCount)
    else { return nil }
    let shape = TensorShape(extents.map(Int.init))
    guard shape.contiguousSize < 1 << 40, shape.contiguousSize * Scalar.dtype.byteWidth == rest.count,
      let array = try? HostArray(uninitialized: TensorType(Scalar.dtype, shape))
    else { return nil }
    rest.withUnsafeBytes { if let base = $0.baseAddress { array.pointer.copyMemory(from: base, byteCount: $0.count) } }
    self.init(Node.leaf(array))
  }
}

extension LabeledData: StorableElement where Data: StorableElement, Label: StorableElement {
  public func storedBytes() throws -> [UInt8] {
    let data = try data.storedBytes()
    var bytes: [UInt8] = []
    bytes.appendVarint(UInt64(data.count))
    return bytes + data + (try label.storedBytes())
  }

  public init?(storedBytes: ArraySlice<UInt8>) {
    var reader = ByteReader(storedBytes)
    guard let length = try? reader.readLength(), let first = try? reader.readBytes(length),
      let second = try? reader.readBytes(reader.remainingCount), let data = Data(storedBytes: first), let label = Label(storedBytes: second)
    else { return nil }
    self.init(data: data, label: label)
  }
}
