import Apus
import Synchronization
import Testing

@testable import TrainingLoop

struct ObserverTests {
  private final class Recorder: TrainingObserver {
    let snapshots = Mutex<[TrainingSnapshot]>([])
    func observe(_ snapshot: TrainingSnapshot) { snapshots.withLock { $0.append(snapshot) } }
  }
  private struct Broken: TrainingObserver, Error {
    func observe(_ snapshot: TrainingSnapshot) throws { throw self }
  }

  private let samples = Samples(count: 10)

  private func observe(
    _ observers: [any TrainingObserver], interval: Duration = .zero, callback: @escaping NetworkLoop.Callback = { _, _ in }
  )
    throws -> History
  {
    var model = Network()
    var loop = NetworkLoop(
      training: samples.epochs(batchSize: 4), validation: samples.epochs(batchSize: 4, seed: nil).batches(ofEpoch: 0),
      optimizer: SGD(for: model, learningRate: 0.1), lossFunction: softmaxCrossEntropy, metrics: [.accuracy], callbacks: [callback],
      observers: observers, progress: .silent)
    loop.statisticsInterval = interval
    return try loop.fit(&model, epochs: 2)
  }

  @Test func observersAreToldOfEveryEventAlsoOfOneAtWhichACallbackThrows() throws {
    let recorder = Recorder()
    var events: [TrainingLoopEvent] = []
    _ = try observe([recorder]) { loop, event in
      events.append(event)
      if event == .updateStart, loop.batchIndex == 1 { throw TrainingLoopAction.cancelBatch }
    }
    #expect(recorder.snapshots.withLock { $0.map(\.event) } == events)
    #expect(Set(events) == Set(TrainingLoopEvent.allCases))
  }

  @Test(arguments: [Duration.zero, .seconds(3600)])
  func observersGetEveryStepOnce(interval: Duration) throws {
    let recorder = Recorder()
    let history = try observe([recorder], interval: interval)
    let snapshots = recorder.snapshots.withLock { $0 }
    #expect(snapshots.flatMap(\.steps).map(\.index) == [0, 1, 2, 3, 4, 5])
    #expect(snapshots.flatMap(\.steps).map(\.loss) == history.steps.map(\.loss))
    let ends = snapshots.filter { $0.event == .trainingEnd }
    #expect(ends.map { $0.statistics?.loss } == history.epochs.map(\.training.loss))
    #expect(ends.map(\.sampleCount) == [10, 10])
    #expect(snapshots.filter { $0.event == .validationEnd }.map { $0.statistics?.loss } == history.epochs.map { $0.validation?.loss })
    #expect(snapshots.last?.epochs.count == 2)
  }

  @Test func timesArePartsOfTheWhole() throws {
    let recorder = Recorder()
    _ = try observe([recorder])
    for times in recorder.snapshots.withLock({ $0.map(\.times) }) {
      #expect(times.data >= 0 && times.device >= 0 && times.compile >= 0 && times.host >= 0)
      #expect(times.data <= times.total)
    }
  }

  @Test func aFailingObserverEndsNothingAndIsReportedOnce() throws {
    let recorder = Recorder()
    let reports = Reports()
    var list = ObserverList([Broken(), recorder, Broken()]) { text in reports.texts.withLock { $0.append(text) } }
    let snapshot = try { () throws -> TrainingSnapshot in
      _ = try observe([Broken(), recorder])
      return try #require(recorder.snapshots.withLock { $0.first })
    }()
    for _ in 0..<3 { list.observe(snapshot) }
    let texts = reports.texts.withLock { $0 }
    #expect(texts.count == 2)
    #expect(texts.first?.hasPrefix("Apus: the observer Broken failed at fitStart; the run goes on\n  error ") == true)
  }

  private final class Reports: Sendable { let texts = Mutex<[String]>([]) }

  @Test func anObserverThatDoesNotAskForItCausesNoReadsDuringAPhase() throws {
    struct Patient: TrainingObserver {
      func observe(_ snapshot: TrainingSnapshot) {}
      var wantsStatisticsDuringPhases: Bool { false }
    }
    struct Eager: TrainingObserver {
      func observe(_ snapshot: TrainingSnapshot) {}
    }
    func reads(_ observer: any TrainingObserver) throws -> Int {
      let engine = Engine(diskCache: nil)
      let epochs = samples.epochs(batchSize: 2)
      try withEngine(engine) {
        var model = Network()
        var loop = NetworkLoop(
          training: epochs, optimizer: SGD(for: model), lossFunction: softmaxCrossEntropy, observers: [observer],
          progress: .silent)
        loop.statisticsInterval = .zero
        try loop.fit(&model, epochs: 1)
      }
      return engine.report.hostReads
    }
    #expect(try reads(Patient()) == 1)
    // All steps but the first find an older one to read, and the end reads the newest.
    #expect(try reads(Eager()) == 5)
  }
}
