#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Host memory that a device can use without a copy: its address is a multiple of 64 bytes.
///
/// The content is undefined until written. A client that shares the storage reads it at any time until the last buffer on
/// it is gone, so write it before `Client.buffer(sharing:type:device:)` and leave it alone afterwards.
public final class AlignedStorage: @unchecked Sendable {  // The address never changes; the content is the caller's to order.
  public let pointer: UnsafeMutableRawPointer
  public let byteCount: Int
  /// What is freed with the storage; `nil` for memory of somebody else's.
  private let block: UnsafeMutableRawPointer?
  private let owner: AnyObject?

  /// The alignment that XLA needs to use host memory in place.
  public static let alignment = 64

  /// - Throws: `CallProblem.outOfMemory` if the system has no such memory.
  public init(byteCount: Int) throws(CallProblem) {
    // Aligned by hand: `posix_memalign` misses malloc's caches of small blocks and costs three times as much.
    let (padded, overflow) = byteCount.addingReportingOverflow(Self.alignment)
    guard byteCount >= 0, !overflow, let block = malloc(padded) else { throw .outOfMemory(byteCount: byteCount) }
    self.block = block
    pointer = UnsafeMutableRawPointer(bitPattern: (UInt(bitPattern: block) + UInt(Self.alignment - 1)) & ~UInt(Self.alignment - 1)) ?? block
    self.byteCount = byteCount
    owner = nil
  }

  /// Memory of somebody else's, used where it is: nobody writes to it, so that it may be read-only.
  ///
  /// - Parameter owner: keeps the memory as it is for as long as it lives.
  /// - Returns: `nil` if the memory does not begin at a multiple of 64 bytes.
  public init?(sharing memory: UnsafeRawBufferPointer, owner: AnyObject) {
    guard let start = memory.baseAddress, UInt(bitPattern: start) % UInt(Self.alignment) == 0 else { return nil }
    pointer = UnsafeMutableRawPointer(mutating: start)
    byteCount = memory.count
    (block, self.owner) = (nil, owner)
  }

  deinit { free(block) }

  /// The memory as bytes.
  public var bytes: UnsafeMutableRawBufferPointer { .init(start: pointer, count: byteCount) }
}
