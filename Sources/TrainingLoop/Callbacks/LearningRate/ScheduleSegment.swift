/// A part of a learning rate schedule.
public struct ScheduleSegment: Sendable {
  public var shape: Shape
  /// `nil` for the last rate of the segment before.
  public var startRate: Float?
  public var endRate: Float
  /// `nil` for the steps that the other segments leave, shared evenly among those that do not say.
  public var stepCount: Int?

  public init(shape: Shape, startRate: Float? = nil, endRate: Float, stepCount: Int? = nil) {
    self.shape = shape
    self.startRate = startRate
    self.endRate = endRate
    self.stepCount = stepCount
  }
}

/// A schedule of segments, once the number of steps is known.
///
///     let schedule = makeSchedule([
///       ScheduleSegment(shape: linear, startRate: 0, endRate: 0.1, stepCount: 10), ScheduleSegment(shape: linear, endRate: 0),
///     ])
///     print(schedule(100)(9), schedule(100)(99))   // 0.1 0.0
///
/// Neighbours share a step: the last one of a segment is the first one of the next. Without segments the rate is 0.
public func makeSchedule(_ segments: [ScheduleSegment]) -> @Sendable (_ totalStepCount: Int) -> LearningRateSchedule {
  { totalStepCount in
    var schedule = LearningRateSchedule(startRate: segments.first?.startRate ?? 0)
    let known = segments.compactMap(\.stepCount).reduce(0) { $0 + max($1 - 1, 0) }
    var open = segments.count { $0.stepCount == nil }
    var rest = max(totalStepCount - 1 - known, 0)
    for segment in segments {
      var stepCount = segment.stepCount ?? 0
      if segment.stepCount == nil {
        let share = rest / open
        (rest, open, stepCount) = (rest - share, open - 1, share + 1)
      }
      schedule.appendSegment(stepCount: stepCount, shape: segment.shape, startRate: segment.startRate, endRate: segment.endRate)
    }
    return schedule
  }
}
