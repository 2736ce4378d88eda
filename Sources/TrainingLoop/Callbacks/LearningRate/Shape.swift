import Foundation

/// How a learning rate gets from where a segment starts to where it ends.
///
///     ScheduleSegment(shape: linear, startRate: 0, endRate: 0.1, stepCount: 10)
///     ScheduleSegment(shape: Shape { progress in progress * progress }, endRate: 0)
public struct Shape: Sendable {
  private let rate: @Sendable (_ progress: Float, _ start: Float, _ end: Float) -> Float

  /// The shape of `curve` between 0 and 1, stretched so that it begins at the start and ends at the end. A curve that is the same at both
  /// has no direction: the rate stays and jumps at the end.
  public init(_ curve: @escaping @Sendable (_ progress: Float) -> Float) {
    self.init { progress, start, end in
      let (first, last) = (curve(0), curve(1))
      if first == last { return progress < 1 ? start : end }
      return start + (curve(progress) - first) / (last - first) * (end - start)
    }
  }

  init(between rate: @escaping @Sendable (_ progress: Float, _ start: Float, _ end: Float) -> Float) { self.rate = rate }

  /// The rate after the part `progress`, from 0 to 1, of a segment.
  public func rate(at progress: Float, from start: Float, to end: Float) -> Float {
    // Exact at the ends, whatever the curve rounds to.
    progress <= 0 ? start : progress >= 1 ? end : rate(progress, start, end)
  }
}

/// A straight line.
public let linear = Shape { $0 }

/// Half a wave of a cosine: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, equation 5.
public let cosine = Shape { -cos($0 * .pi) }

/// The same factor in every step. Between rates of which one is 0, or below, there is no such factor: a straight line.
public let exponential = Shape(between: { progress, start, end in
  start > 0 && end > 0 ? start * pow(end / start, progress) : start + progress * (end - start)
})

/// What is left to go falls as a power of what is left of the segment; with the power 1 a straight line.
public func polynomial(power: Float) -> Shape { Shape { 1 - pow(1 - $0, power) } }
