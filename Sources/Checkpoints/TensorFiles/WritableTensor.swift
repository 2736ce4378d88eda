/// A tensor to be written to a file: its description, and where its bytes come from.
public struct WritableTensor: Sendable {
  public let name: String
  public let dtype: DType
  /// The dimensions, outermost first; empty for a scalar.
  public let shape: [Int]
  /// Calls its argument once with the tensor's bytes, row-major and little-endian.
  let withBytes: @Sendable ((UnsafeRawBufferPointer) throws -> Void) throws -> Void

  /// A tensor whose bytes are asked for when it is its turn to be written, so that only one tensor at a time need be in the host's
  /// memory.
  public init(
    name: String, dtype: DType, shape: [Int],
    withBytes: @escaping @Sendable ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) {
    (self.name, self.dtype, self.shape, self.withBytes) = (name, dtype, shape, withBytes)
  }

  /// A tensor with the given bytes.
  public init(name: String, dtype: DType, shape: [Int], bytes: [UInt8]) {
    self.init(name: name, dtype: dtype, shape: shape) { body in try bytes.withUnsafeBytes(body) }
  }
}
