/// Every bit turned over; of a `Bool`, the opposite.
struct Not: IntegerUnaryOperation {
  static let name = "not"
  static let stableHLO = "not"
  static let dtypes = [DType.bool] + DType.integers
  static func apply<T: FixedWidthInteger>(_ x: T) -> T { ~x }
}

extension Node {
  /// The opposite of each `Bool`, or every bit of an integer turned over.
  public func not() -> Node { .make(Not(), self) }
}
