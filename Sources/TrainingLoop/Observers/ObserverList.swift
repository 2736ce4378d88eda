/// The observers of a run, and which of them have failed.
struct ObserverList {
  private let observers: [any TrainingObserver]
  private let report: @Sendable (String) -> Void
  private var failed: Set<Int> = []

  /// - Parameter report: told of the first error of each observer.
  init(_ observers: [any TrainingObserver] = [], report: @escaping @Sendable (String) -> Void = Diagnosis.note) {
    self.observers = observers
    self.report = report
  }

  var isEmpty: Bool { observers.isEmpty }
  var wantsStatisticsDuringPhases: Bool { observers.contains { $0.wantsStatisticsDuringPhases } }

  mutating func observe(_ snapshot: TrainingSnapshot) {
    for (index, observer) in observers.enumerated() {
      do { try observer.observe(snapshot) } catch {
        guard failed.insert(index).inserted else { continue }
        report("Apus: the observer \(type(of: observer)) failed at \(snapshot.event); the run goes on\n  error \(error)")
      }
    }
  }
}
