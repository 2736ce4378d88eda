import Apus
import Testing
import TrainingLoop

struct LearningRateScheduleTests {
  /// The page's own: up for ten steps, then down to the end of the run.
  @Test func aWarmUpIsFollowedByAFallToTheEnd() {
    let schedule = makeSchedule([
      ScheduleSegment(shape: linear, startRate: 0, endRate: 0.9, stepCount: 10), ScheduleSegment(shape: linear, endRate: 0),
    ])(100)
    #expect(schedule(0) == 0)
    #expect(abs(schedule(5) - 0.5) < 1e-6)
    #expect(schedule(9) == 0.9)
    #expect(abs(schedule(54) - 0.45) < 1e-6)
    #expect(schedule(99) == 0)
    #expect(schedule(1000) == 0)
  }

  @Test(
    arguments: [
      (linear, 0.25, 0.775), (cosine, 0.25, 0.8681981), (exponential, 0.5, 0.31622777), (polynomial(power: 2), 0.5, 0.325),
      (Shape { $0 * $0 }, 0.5, 0.775), (Shape { 3 - $0 }, 0.5, 0.55),
    ] as [(Shape, Float, Float)])
  func shapesGoFromOneRateToTheOther(_ shape: Shape, _ progress: Float, _ rate: Float) {
    #expect(abs(shape.rate(at: progress, from: 1, to: 0.1) - rate) < 1e-6)
    #expect(shape.rate(at: 0, from: 1, to: 0.1) == 1)
    #expect(shape.rate(at: 1, from: 1, to: 0.1) == 0.1)
  }

  @Test func aCurveWithoutADirectionJumpsAtItsEnd() {
    let flat = Shape { _ in 5 }
    #expect(flat.rate(at: 0.99, from: 1, to: 2) == 1)
    #expect(flat.rate(at: 1, from: 1, to: 2) == 2)
    #expect(exponential.rate(at: 0.5, from: 0, to: 2) == 1)
  }

  @Test func segmentsThatDoNotSayShareTheRestOfTheSteps() {
    let schedule = makeSchedule([
      ScheduleSegment(shape: linear, startRate: 0, endRate: 1), ScheduleSegment(shape: linear, endRate: 3, stepCount: 3),
      ScheduleSegment(shape: linear, endRate: 0),
    ])(11)
    #expect((0...10).map { schedule($0) } == [0, 0.25, 0.5, 0.75, 1, 2, 3, 2.25, 1.5, 0.75, 0])
  }

  @Test func aSegmentOfOneStepSetsTheRateForTheNext() {
    let schedule = makeSchedule([
      ScheduleSegment(shape: linear, startRate: 1, endRate: 1, stepCount: 3), ScheduleSegment(shape: linear, endRate: 0.5, stepCount: 1),
      ScheduleSegment(shape: linear, endRate: 0),
    ])(7)
    #expect((0...6).map { schedule($0) } == [1, 1, 1, 0.375, 0.25, 0.125, 0])
  }

  @Test func withoutStepsOrSegmentsThereIsStillARate() {
    #expect(makeSchedule([])(10)(3) == 0)
    #expect(makeSchedule([ScheduleSegment(shape: linear, startRate: 1, endRate: 0, stepCount: 100)])(10)(0) == 1)
    #expect(makeSchedule([ScheduleSegment(shape: linear, startRate: 1, endRate: 0.5)])(0)(0) == 0.5)
  }

  /// √(1 − β₂ᵗ)/(1 − β₁ᵗ), which for β = (0.9, 0.999) is 0.316 at the first step and never negative.
  @Test func theBiasCorrectionIsThatOfAdam() throws {
    let history = try ImageRun([
      learningRateScheduler(schedule: { _ in LearningRateSchedule(startRate: 1) }, biasCorrectionBeta: (0.9, 0.999))
    ]).history
    let rates = history.steps.map(\.learningRate)
    #expect(abs(rates[0] - 0.31622776) < 1e-4)
    #expect(abs(rates[7] - 0.15677126) < 1e-4)
  }

  @Test func aScheduleOfTheOptimizersMultipliesTheRateOfTheStart() throws {
    let rates = try ImageRun([learningRateScheduler(.linear(from: 1, to: 0, over: 8))]).history.steps.map(\.learningRate)
    #expect(rates == [0.5, 0.4375, 0.375, 0.3125, 0.25, 0.1875, 0.125, 0.0625])
  }
}
