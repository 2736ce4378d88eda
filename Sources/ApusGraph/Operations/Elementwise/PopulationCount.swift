/// How many bits of each integer are 1.
struct PopulationCount: IntegerUnaryOperation {
  static let name = "populationCount"
  static let stableHLO = "popcnt"
  static let dtypes = DType.integers
  static func apply<T: FixedWidthInteger>(_ x: T) -> T { T(x.nonzeroBitCount) }
}

extension Node {
  /// How many bits of each integer are 1.
  public func populationCount() -> Node { .make(PopulationCount(), self) }
}
