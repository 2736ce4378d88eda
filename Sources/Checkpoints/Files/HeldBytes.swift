/// Bytes that do not change, and what keeps them alive: a mapped file, a part of one, or an array.
///
/// The memory is fixed while `owner` lives, hence sendable.
struct HeldBytes: @unchecked Sendable {
  private let pointer: UnsafeRawBufferPointer
  private let owner: AnyObject

  init(_ file: MappedFile) { (pointer, owner) = (file.bytes, file) }

  init(_ bytes: [UInt8]) {
    let copy = Copy(bytes)
    (pointer, owner) = (UnsafeRawBufferPointer(copy.bytes), copy)
  }

  private init(_ pointer: UnsafeRawBufferPointer, _ owner: AnyObject) { (self.pointer, self.owner) = (pointer, owner) }

  var count: Int { pointer.count }

  /// A part of the bytes; `range` must lie in them.
  subscript(range: Range<Int>) -> HeldBytes { HeldBytes(UnsafeRawBufferPointer(rebasing: pointer[range]), owner) }

  /// The bytes, valid until `body` returns.
  func withBytes<Result, Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> Result) throws(Failure) -> Result {
    defer { withExtendedLifetime(owner) {} }
    return try body(pointer)
  }

  private final class Copy {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ array: [UInt8]) {
      bytes = .allocate(byteCount: array.count, alignment: 64)
      bytes.copyBytes(from: array)
    }

    deinit { bytes.deallocate() }
  }
}
