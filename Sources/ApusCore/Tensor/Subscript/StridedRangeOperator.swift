precedencegroup StridedRangeFormationPrecedence {
  associativity: left
  higherThan: CastingPrecedence
  lowerThan: RangeFormationPrecedence
}

infix operator .. : StridedRangeFormationPrecedence

extension Range where Bound == Int {
  /// Every `stride`-th number: `0..<6..2`.
  public static func .. (range: Range, stride: Int) -> TensorRange { .range(range, stride: stride) }
}

extension ClosedRange where Bound == Int {
  public static func .. (range: ClosedRange, stride: Int) -> TensorRange { .closedRange(range, stride: stride) }
}

extension PartialRangeFrom where Bound == Int {
  public static func .. (range: PartialRangeFrom, stride: Int) -> TensorRange { .partialRangeFrom(range, stride: stride) }
}

extension PartialRangeUpTo where Bound == Int {
  public static func .. (range: PartialRangeUpTo, stride: Int) -> TensorRange { .partialRangeUpTo(range, stride: stride) }
}

extension PartialRangeThrough where Bound == Int {
  public static func .. (range: PartialRangeThrough, stride: Int) -> TensorRange { .partialRangeThrough(range, stride: stride) }
}
