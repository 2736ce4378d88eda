/// One and not both: bit by bit for integers.
struct Xor: IntegerBinaryOperation {
  static let name = "xor"
  static let stableHLO = "xor"
  static let dtypes = [DType.bool] + DType.integers
  static func apply<T: FixedWidthInteger>(_ a: T, _ b: T) -> T { a ^ b }
}

extension Node {
  /// One and not both, bit by bit for integers; the shapes are broadcast.
  public static func xor(_ a: Node, _ b: Node) -> Node { broadcasting(Xor(), a, b) }
}
