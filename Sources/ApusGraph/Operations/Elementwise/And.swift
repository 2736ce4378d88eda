/// Both: bit by bit for integers.
struct And: IntegerBinaryOperation {
  static let name = "and"
  static let stableHLO = "and"
  static let dtypes = [DType.bool] + DType.integers
  static func apply<T: FixedWidthInteger>(_ a: T, _ b: T) -> T { a & b }
}

extension Node {
  /// Both, bit by bit for integers; the shapes are broadcast.
  public static func and(_ a: Node, _ b: Node) -> Node { broadcasting(And(), a, b) }
}
