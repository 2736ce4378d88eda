extension SafetensorsWriter {
  /// A tensor to be written: its description, and where its bytes come from.
  public struct Tensor {
    public let name: String
    public let dtype: SafetensorsDType
    /// The dimensions, outermost first; empty for a scalar.
    public let shape: [Int]
    /// Calls its argument once with the tensor's bytes, row-major and little-endian.
    let withBytes: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void

    /// A tensor whose bytes are asked for when it is its turn to be written, so that only one tensor at a time need be in
    /// the host's memory.
    public init(
      name: String, dtype: SafetensorsDType, shape: [Int],
      withBytes: @escaping ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) {
      self.name = name
      self.dtype = dtype
      self.shape = shape
      self.withBytes = withBytes
    }

    /// A tensor with the given bytes.
    public init(name: String, dtype: SafetensorsDType, shape: [Int], bytes: [UInt8]) {
      self.init(name: name, dtype: dtype, shape: shape) { body in try bytes.withUnsafeBytes(body) }
    }
  }
}
