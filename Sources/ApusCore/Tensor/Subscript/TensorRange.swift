/// What a subscript takes along one axis: an index, a range, a new axis, or all axes in between.
///
///     x[0]                  // the first row
///     x[1..<3, -1]          // the last column of rows 1 and 2
///     x[..., 0]             // the first element along the last axis
///     x[0..<6..2]           // elements 0, 2 and 4
///     x[.newAxis]           // x as the only element of a new first axis
///
/// Negative indices and bounds count from the end. An index outside the axis is a mistake; a range is cut to the axis, as in NumPy.
public enum TensorRange: Sendable {
  /// All axes that the other ranges do not name.
  case ellipsis
  /// A new axis of extent 1.
  case newAxis
  /// One element; the axis disappears.
  case index(Int)
  /// Every `stride`-th element from the first on; with a negative stride from the last on, backwards.
  case range(Range<Int>, stride: Int)
  case closedRange(ClosedRange<Int>, stride: Int)
  case partialRangeFrom(PartialRangeFrom<Int>, stride: Int)
  case partialRangeUpTo(PartialRangeUpTo<Int>, stride: Int)
  case partialRangeThrough(PartialRangeThrough<Int>, stride: Int)
}

/// An `Int`, a range of `Int`, or a `TensorRange`: what a subscript of a tensor takes.
public protocol TensorRangeExpression {
  var tensorRange: TensorRange { get }
}

extension TensorRange: TensorRangeExpression {
  public var tensorRange: TensorRange { self }
}

extension Int: TensorRangeExpression {
  public var tensorRange: TensorRange { .index(self) }
}

extension Range: TensorRangeExpression where Bound == Int {
  public var tensorRange: TensorRange { .range(self, stride: 1) }
}

extension ClosedRange: TensorRangeExpression where Bound == Int {
  public var tensorRange: TensorRange { .closedRange(self, stride: 1) }
}

extension PartialRangeFrom: TensorRangeExpression where Bound == Int {
  public var tensorRange: TensorRange { .partialRangeFrom(self, stride: 1) }
}

extension PartialRangeUpTo: TensorRangeExpression where Bound == Int {
  public var tensorRange: TensorRange { .partialRangeUpTo(self, stride: 1) }
}

extension PartialRangeThrough: TensorRangeExpression where Bound == Int {
  public var tensorRange: TensorRange { .partialRangeThrough(self, stride: 1) }
}

// Lets a subscript say `.newAxis` and `.ellipsis` without the type's name. Disfavoured, so that with the name the cases themselves win.
extension TensorRangeExpression where Self == TensorRange {
  @_disfavoredOverload public static var newAxis: TensorRange { TensorRange.newAxis }
  @_disfavoredOverload public static var ellipsis: TensorRange { TensorRange.ellipsis }
}
