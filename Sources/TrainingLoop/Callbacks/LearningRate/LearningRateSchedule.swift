/// The learning rate of every step of a run, made of segments.
public struct LearningRateSchedule: Sendable {
  private struct Segment {
    let first, last: Int
    let shape: Shape
    let start, end: Float
  }
  private var segments: [Segment] = []
  private let startRate: Float

  /// A schedule that begins, and without segments stays, at `startRate`.
  public init(startRate: Float) { self.startRate = startRate }

  /// The number of the last step at which the rate changes.
  public var lastStep: Int { segments.last?.last ?? 0 }

  /// Appends a segment. Its first step is the last one of the segment before, whose rate that step has.
  ///
  /// - Parameters:
  ///   - stepCount: the steps of the segment, that first one included; one of a single step only changes the rate that the next segment
  ///     starts from.
  ///   - startRate: `nil` for the last rate of the segment before.
  public mutating func appendSegment(stepCount: Int, shape: Shape, startRate: Float? = nil, endRate: Float) {
    let first = lastStep
    segments.append(
      Segment(
        first: first, last: first + max(stepCount - 1, 0), shape: shape, start: startRate ?? segments.last?.end ?? self.startRate,
        end: endRate))
  }

  /// The rate of a step, counted from 0; that of the last segment's end for steps after it.
  public func callAsFunction(_ step: Int) -> Float {
    guard let last = segments.last else { return startRate }
    guard let segment = segments.first(where: { $0.last >= step && $0.last > $0.first }) else { return last.end }
    let progress = Float(step - segment.first) / Float(segment.last - segment.first)
    return segment.shape.rate(at: progress, from: segment.start, to: segment.end)
  }
}
