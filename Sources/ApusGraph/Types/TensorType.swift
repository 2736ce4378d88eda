/// What is known of a value before it is computed: its element type and its shape.
public struct TensorType: Hashable, Sendable {
  public var dtype: DType
  public var shape: TensorShape

  public init(_ dtype: DType, _ shape: TensorShape) {
    self.dtype = dtype
    self.shape = shape
  }

  public var rank: Int { shape.rank }
  public var elementCount: Int { shape.contiguousSize }
  /// The size in memory; `Int.max` if it is beyond all integers.
  public var byteCount: Int {
    let (count, overflow) = elementCount.multipliedReportingOverflow(by: dtype.byteWidth)
    return overflow ? .max : count
  }

  /// More than any memory, and few enough to be calculated with: 64 TiB.
  static let largestByteCount = 1 << 46

  /// For example `tensor<2x3xf32>`; the name of a type that grows with the number of examples.
  public var stableHLO: String {
    if shape.dimensions.contains(where: { $0 < 0 }) { return SymbolicText.name(of: self) }
    return "tensor<" + shape.dimensions.map { "\($0)x" }.joined() + dtype.stableHLO + ">"
  }
}

extension TensorType: CustomStringConvertible {
  public var description: String { "\(dtype)\(shape)" }
}
