import ApusNN
import ApusTesting
import Foundation
import Testing

/// Every schedule at its first 40 steps, against an independent program.
@Suite struct ScheduleTests {
  /// A schedule; its name is that of its factors in `References/optimizers/schedules.json`.
  static let rows: [(name: String, schedule: Schedule)] = [
    ("constant", .constant(0.25)),
    ("linear", .linear(from: 0.1, over: 15)),
    ("exponential", .exponential(0.9)),
    ("exponential, every 7", .exponential(0.5, every: 7)),
    ("steps", .steps(0.5, every: 7)),
    ("cosine", .cosine(over: 40)),
    ("cosine, to 0.1", .cosine(over: 30, to: 0.1)),
    ("cosine with restarts", .cosineWithRestarts(first: 7, to: 0.1)),
    ("cosine with longer restarts", .cosineWithRestarts(first: 5, multiplier: 2)),
    ("cosine with restarts three times as long", .cosineWithRestarts(first: 3, multiplier: 3)),
    ("polynomial", .polynomial(over: 30, power: 2)),
    ("polynomial, straight", .polynomial(over: 30)),
    ("inverse square root", .inverseSquareRoot(warmup: 10)),
    ("one cycle", .oneCycle(over: 41)),
    ("one cycle, late", .oneCycle(over: 41, rise: 0.6, startDivisor: 10, endDivisor: 100)),
    ("joined", .linear(from: 0.2, over: 8).then(.cosine(over: 40), after: 8)),
  ]

  private static let reference: Result<[String: [Double]], any Error> = Result {
    struct File: Decodable { let factors: [String: [Double]] }
    return try readReference("optimizers/schedules.json", as: File.self).factors
  }

  @Test(arguments: rows.indices)
  func factorsAreThoseOfTheReference(_ index: Int) throws {
    let (name, schedule) = Self.rows[index]
    let reference = try #require(Self.reference.get()[name], "no factors of \(name)")
    #expect(reference.count == 40)
    for (step, expected) in reference.enumerated() {
      let factor = Double(schedule(step))
      #expect(abs(factor - expected) <= 1e-5 * max(0.1, abs(expected)), "\(name) at step \(step): \(factor) instead of \(expected)")
    }
  }

  @Test func everyReferenceHasItsRow() throws {
    #expect(try Set(Self.reference.get().keys) == Set(Self.rows.map(\.name)))
  }

  @Test func theExamplesSayWhatTheyGive() {
    #expect(Schedule.linear(over: 100)(25) == 0.25)
    #expect(Schedule.exponential(0.5, every: 10)(20) == 0.25)
    #expect(Schedule.cosine(over: 100, to: 0.1)(100) == 0.1)
    #expect(Schedule.cosineWithRestarts(first: 10, multiplier: 2)(10) == 1)
    #expect(Schedule.polynomial(over: 100, power: 2)(50) == 0.25)
    #expect(Schedule.inverseSquareRoot(warmup: 100)(399) == 0.5)
    #expect(abs(Schedule.oneCycle(over: 100)(29) - 1) < 1e-6)
    let joined = Schedule.linear(over: 10).then(.constant(0.5), after: 10)
    #expect([joined(5), joined(20)] == [0.5, 0.5])
    let long = Schedule.linear(over: 500).then(.cosine(over: 9500), after: 500)
    #expect(long(250) == 0.5)
    #expect(long(10_000) == 0)
    let halving = Schedule { step in pow(0.5, floor(step / 1000)) }
    #expect(halving(2999) == 0.25)
  }

  @Test func afterTheirEndSchedulesStayWhatTheyWere() {
    for (schedule, end): (Schedule, Float) in [
      (.linear(from: 0.1, over: 15), 1), (.cosine(over: 30, to: 0.1), 0.1), (.polynomial(over: 30, to: 0.2), 0.2),
      (.oneCycle(over: 41, startDivisor: 10, endDivisor: 100), 1e-3),
    ] {
      #expect(abs(schedule(41) - end) < 1e-6)
      #expect(abs(schedule(1_000_000) - end) < 1e-6)
    }
  }

  @Test func lengthsThatNobodyCanMeanGiveNumbers() {
    for schedule: Schedule in [
      .linear(over: 0), .exponential(0.5, every: -3), .cosine(over: 0), .cosineWithRestarts(first: 0, multiplier: 0),
      .cosineWithRestarts(first: .max, multiplier: .max), .polynomial(over: -1), .inverseSquareRoot(warmup: 0), .oneCycle(over: 0),
      .constant().then(.constant(), after: -5),
    ] {
      for step in [0, 1, 1000] { #expect(schedule(step).isFinite) }
    }
  }
}
