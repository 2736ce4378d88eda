extension SafetensorsFile {
  /// One tensor of a safetensors file: what its header says about it.
  public struct Entry: Hashable, Sendable {
    public let name: String
    public let dtype: SafetensorsDType
    /// The dimensions, outermost first; empty for a scalar.
    public let shape: [Int]
    /// Where the elements lie, in bytes from the beginning of the file: row-major and little-endian.
    public let byteRange: Range<Int>
  }
}
