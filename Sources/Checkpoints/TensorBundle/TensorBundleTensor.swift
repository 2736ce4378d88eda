extension TensorBundleWriter {
  /// A tensor to be written: its description, and where its elements come from. It may be made on one thread and written on another.
  public struct Tensor: Sendable {
    enum Content: Sendable {
      case bytes(@Sendable ((UnsafeRawBufferPointer) throws -> Void) throws -> Void)
      case strings([[UInt8]])
    }

    public let name: String
    public let dtype: TensorBundleDType
    /// The dimensions, outermost first; empty for a scalar.
    public let shape: [Int]
    let content: Content

    /// A tensor whose bytes, row-major and little-endian, are asked for when it is its turn to be written: `withBytes` calls its
    /// argument once with them, and nothing is copied.
    public init(
      name: String, dtype: TensorBundleDType, shape: [Int],
      withBytes: @escaping @Sendable ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) {
      (self.name, self.dtype, self.shape, content) = (name, dtype, shape, .bytes(withBytes))
    }

    /// A tensor with the given bytes.
    public init(name: String, dtype: TensorBundleDType, shape: [Int], bytes: [UInt8]) {
      self.init(name: name, dtype: dtype, shape: shape) { body in try bytes.withUnsafeBytes(body) }
    }

    /// A tensor of strings, which may be any bytes, in row-major order.
    public init(name: String, shape: [Int], strings: [[UInt8]]) {
      (self.name, dtype, self.shape, content) = (name, .string, shape, .strings(strings))
    }

    /// A tensor of texts.
    public init(name: String, shape: [Int], strings: [String]) {
      self.init(name: name, shape: shape, strings: strings.map { Array($0.utf8) })
    }
  }
}
