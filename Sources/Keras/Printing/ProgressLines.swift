import Foundation
import Synchronization

/// Prints Keras's lines, after one that says what a step takes of the memory, where that is a megabyte or more:
///
///     Memory: parameters 0.25 MB · batch 0.40 MB · activations 9.1 MB · peak 9.9 MB of 22 GB available
///     Epoch 1/10
///     7/7 [==============================] - 0s 4ms/step - loss: 10.2998 - val_loss: 9.1003
final class ProgressLines: TrainingObserver {
  enum Kind: Sendable { case fit, evaluate }

  private struct State {
    var start = ContinuousClock.now
    var lastDrawn: ContinuousClock.Instant?
    var isLineOpen = false
  }

  private struct Opening {
    /// The first epoch's line, until the memory is known: when the first step was launched.
    var waitingLine: String?
    var isTold = false
  }

  private let kind: Kind
  private let isBar: Bool
  /// Where the bar moves; `nil` for finished lines only.
  private let terminal: Terminal?
  /// The least peak of memory that is told of, in bytes.
  private let leastMemory: Int
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())
  private let opening = Mutex(Opening())

  init(
    _ kind: Kind, isBar: Bool, terminal: Terminal? = Terminal(), leastMemory: Int = 1_000_000,
    write: @escaping @Sendable (String) -> Void = Terminal.write
  ) {
    (self.kind, self.isBar, self.leastMemory, self.write) = (kind, isBar, leastMemory, write)
    self.terminal = isBar ? terminal : nil
  }

  /// Leaves the line that a run was interrupted in.
  deinit { if state.withLock({ $0.isLineOpen }) { write("\n") } }

  var wantsStatisticsDuringPhases: Bool { terminal != nil }

  func observe(_ snapshot: TrainingSnapshot) {
    switch snapshot.event {
    case .epochStart: startEpoch("Epoch \(snapshot.epochIndex + 1)/\(snapshot.epochCount)\n")
    case .trainingStart: begin()
    case .batchStart where kind == .evaluate && snapshot.batchIndex == 0: begin()
    case .batchEnd:
      open(snapshot.memory)
      drawIfDue(snapshot)
    case .epochEnd:
      open(snapshot.memory)  // every batch may have been left out
      finishEpoch(snapshot)
    default: break
    }
  }

  private func startEpoch(_ line: String) {
    let isTold = opening.withLock { opening in
      if !opening.isTold { opening.waitingLine = line }
      return opening.isTold
    }
    if isTold { write(line) }
  }

  private func open(_ memory: MemoryPlan?) {
    let line = opening.withLock { opening in
      if opening.waitingLine != nil { opening.isTold = true }
      return opening.waitingLine.take()
    }
    guard let line else { return }
    if let memory, memory.peakBytes >= leastMemory { write("\(memory)\n") }
    write(line)
  }

  private func begin() {
    state.withLock { $0 = State() }
  }

  private func drawIfDue(_ snapshot: TrainingSnapshot) {
    guard let terminal, kind == .evaluate || snapshot.phase == .training, snapshot.batchIndex + 1 < snapshot.batchCount else { return }
    let seconds = state.withLock { state -> Double? in
      let now = ContinuousClock.now
      if let last = state.lastDrawn, now - last < .milliseconds(100) { return nil }
      (state.lastDrawn, state.isLineOpen) = (now, true)
      return state.start.duration(to: now) / .seconds(1)
    }
    guard let seconds else { return }
    let line = ProgressBarText(step: snapshot.batchIndex + 1, stepCount: snapshot.batchCount, seconds: seconds, values: values(snapshot))
    terminal.redraw(line.bar)
  }

  private func finishEpoch(_ snapshot: TrainingSnapshot) {
    guard let epoch = snapshot.epochs.last, epoch.index == snapshot.epochIndex else { return }
    let validation = epoch.validation?.values.map { ("val_\($0.name)", $0.value) } ?? []
    finish(epoch.batchCount, epoch.training.values.map { ($0.name, $0.value) } + validation)
  }

  /// Prints the finished line of an epoch, or of an evaluation.
  func finish(_ stepCount: Int, _ values: [(name: String, value: Float)]) {
    let seconds = state.withLock { state in
      state.isLineOpen = false
      return state.start.duration(to: .now) / .seconds(1)
    }
    let text = ProgressBarText(step: stepCount, stepCount: stepCount, seconds: seconds, values: values)
    if let terminal { terminal.redraw(text.bar) } else { write(isBar ? text.bar : text.line) }
    write("\n")
  }

  private func values(_ snapshot: TrainingSnapshot) -> [(name: String, value: Float)] { snapshot.statistics?.values ?? [] }
}
