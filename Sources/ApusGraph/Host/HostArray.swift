import PJRT

/// An array in host memory, 64-byte aligned so that XLA can use it without a copy: what the reference evaluations read and make.
///
/// A `HostArray` that others can see is never written again.
public struct HostArray: @unchecked Sendable {
  public let type: TensorType
  public let pointer: UnsafeMutableRawPointer
  /// Keeps the memory behind `pointer` alive.
  let owner: AnyObject

  /// Uninitialised memory for `type`.
  ///
  /// - Throws: `CallProblem.outOfMemory` if the system has no such memory.
  public init(uninitialized type: TensorType) throws {
    let storage = try AlignedStorage(byteCount: type.byteCount)
    self.type = type
    pointer = storage.pointer
    owner = storage
  }

  /// The elements in memory of somebody else's, which may be read-only.
  ///
  /// - Parameter owner: keeps the memory as it is for as long as it lives.
  /// - Returns: `nil` if the memory is not all of `type`'s, or does not begin at a multiple of `alignment`.
  package init?(type: TensorType, sharing memory: UnsafeRawBufferPointer, owner: AnyObject) {
    guard memory.count == type.byteCount, let storage = AlignedStorage(sharing: memory, owner: owner) else { return nil }
    self.init(type: type, pointer: storage.pointer, owner: storage)
  }

  /// Where memory begins that the device uses in place.
  package static let alignment = AlignedStorage.alignment

  /// A view of memory that somebody else owns.
  init(type: TensorType, pointer: UnsafeMutableRawPointer, owner: AnyObject) {
    self.type = type
    self.pointer = pointer
    self.owner = owner
  }

  /// The elements in row-major order.
  ///
  /// - Throws: a mistake if they are not as many as the shape has; as `init(uninitialized:)`.
  public init<E: Element>(_ elements: [E], shape: TensorShape) throws {
    guard elements.count == shape.contiguousSize, shape.allSatisfy({ $0 >= 0 }) else {
      throw Mistake.argument(
        function: "HostArray", problem: "\(elements.count) elements do not fill the shape \(shape)",
        hint: "it takes the product of the extents, \(shape.contiguousSize)")
    }
    try self.init(uninitialized: TensorType(E.dtype, shape))
    elements.withUnsafeBytes { if let base = $0.baseAddress { pointer.copyMemory(from: base, byteCount: $0.count) } }
  }

  /// The storage that a device buffer may share, if this array owns its memory.
  var storage: AlignedStorage? { owner as? AlignedStorage }

  public var count: Int { type.elementCount }

  /// The elements, typed. `E` must be the Swift type of `type.dtype`. Valid while the array lives.
  @inline(__always)
  public func elements<E: Element>(_: E.Type = E.self) -> UnsafeMutableBufferPointer<E> {
    assert(E.dtype == type.dtype)
    return UnsafeMutableBufferPointer(start: pointer.assumingMemoryBound(to: E.self), count: count)
  }

  @specialized(where E == Float)
  public func array<E: Element>(of _: E.Type = E.self) -> [E] {
    withExtendedLifetime(owner) { Array(elements(E.self)) }
  }

  /// The same memory under another shape with as many elements.
  func reshaped(to shape: TensorShape) -> HostArray {
    HostArray(type: TensorType(type.dtype, shape), pointer: pointer, owner: owner)
  }

  func copy() throws -> HostArray {
    let result = try HostArray(uninitialized: type)
    result.pointer.copyMemory(from: pointer, byteCount: type.byteCount)
    return result
  }

  /// `element` everywhere.
  public static func repeating<E: Element>(_ element: E, shape: TensorShape) throws -> HostArray {
    try splat(bits: element.bits, TensorType(E.dtype, shape))
  }

  /// Every element set to the one whose bytes are the low bytes of `bits`.
  static func splat(bits: UInt64, _ type: TensorType) throws -> HostArray {
    let result = try HostArray(uninitialized: type)
    switch type.dtype.byteWidth {
    case 1: result.pointer.initializeMemory(as: UInt8.self, repeating: UInt8(truncatingIfNeeded: bits), count: result.count)
    case 2: result.pointer.initializeMemory(as: UInt16.self, repeating: UInt16(truncatingIfNeeded: bits), count: result.count)
    case 4: result.pointer.initializeMemory(as: UInt32.self, repeating: UInt32(truncatingIfNeeded: bits), count: result.count)
    default: result.pointer.initializeMemory(as: UInt64.self, repeating: bits, count: result.count)
    }
    return result
  }
}
