/// One or both: bit by bit for integers.
struct Or: IntegerBinaryOperation {
  static let name = "or"
  static let stableHLO = "or"
  static let dtypes = [DType.bool] + DType.integers
  static func apply<T: FixedWidthInteger>(_ a: T, _ b: T) -> T { a | b }
}

extension Node {
  /// One or both, bit by bit for integers; the shapes are broadcast.
  public static func or(_ a: Node, _ b: Node) -> Node { broadcasting(Or(), a, b) }
}
