import Synchronization

/// Prints how far a run is: on a terminal a line for each phase that moves, and everywhere a line for each epoch and a table at the end.
final class ProgressPrinter: TrainingObserver {
  private struct State {
    var lastDrawn: ContinuousClock.Instant?
    var isLineOpen = false
    /// Whether the run's memory was told.
    var hasToldMemory = false
    /// The first batch of the phase that was seen, which is not the first one where a run is continued.
    var firstBatch: Int?
    /// The times of the phases that are done: of the epoch, and of the run.
    var epochTimes = TrainingTimes()
    var runTimes = TrainingTimes()
  }

  private let unit: String
  /// Where the line moves; `nil` for finished lines only.
  private let terminal: Terminal?
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// Drawing ten times a second is often enough for the eye.
  private static let interval = Duration.milliseconds(100)
  /// What a line saves by leaving out its bar.
  private static let barWidth = 32

  init(_ progress: TrainingProgress, write: @escaping @Sendable (String) -> Void = Terminal.write) {
    unit = progress.unit
    terminal = progress.style == .automatic ? Terminal() : nil
    self.write = write
  }

  /// Leaves the line that a run was interrupted in.
  deinit { if state.withLock({ $0.isLineOpen }) { write("\n") } }

  var wantsStatisticsDuringPhases: Bool { terminal != nil }

  func observe(_ snapshot: TrainingSnapshot) {
    switch snapshot.event {
    case .trainingStart, .validationStart: state.withLock { $0.firstBatch = nil }
    case .batchEnd:
      tellMemory(snapshot)
      drawIfDue(snapshot)
    case .trainingEnd, .validationEnd: state.withLock { $0.epochTimes += snapshot.times }
    case .epochEnd: finishEpoch(snapshot)
    case .fitEnd: finishRun(snapshot)
    default: break
    }
  }

  /// One line at the first step, before any of an epoch.
  private func tellMemory(_ snapshot: TrainingSnapshot) {
    guard let plan = snapshot.memory,
      state.withLock({ state in
        defer { state.hasToldMemory = true }
        return !state.hasToldMemory
      })
    else { return }
    write("\(plan)\n")
  }

  private func drawIfDue(_ snapshot: TrainingSnapshot) {
    guard let terminal else { return }
    let first = state.withLock { state -> Int? in
      let first = state.firstBatch ?? snapshot.batchIndex
      state.firstBatch = first
      let now = ContinuousClock.now
      if let last = state.lastDrawn, now - last < Self.interval { return nil }
      state.lastDrawn = now
      state.isLineOpen = true
      return first
    }
    guard let first else { return }
    terminal.redraw(line(snapshot, firstBatch: first).text(width: terminal.width - 1, color: terminal.color))
  }

  private func line(_ snapshot: TrainingSnapshot, firstBatch: Int) -> ProgressLine {
    let step = snapshot.batchIndex + 1
    var line = ProgressLine(
      epoch: snapshot.epochIndex + 1, epochCount: snapshot.epochCount, step: step, stepCount: snapshot.batchCount)
    line.statistics = Self.numbers(snapshot.statistics, snapshot.phase)
    let seconds = snapshot.times.total
    line.rate = (Double(snapshot.sampleCount) / seconds, unit)
    line.secondsLeft = seconds / Double(step - firstBatch) * Double(snapshot.batchCount - step)
    line.shares = snapshot.times.shares
    return line
  }

  /// The finished line of an epoch: training, validation, speed, where the time went, time.
  private func finishEpoch(_ snapshot: TrainingSnapshot) {
    let times = state.withLock { state in
      defer { state.epochTimes = TrainingTimes() }
      state.runTimes += state.epochTimes
      return state.epochTimes
    }
    guard let epoch = snapshot.epochs.last, epoch.index == snapshot.epochIndex else { return }
    var line = ProgressLine(
      epoch: epoch.index + 1, epochCount: snapshot.epochCount, step: epoch.batchCount, stepCount: epoch.batchCount)
    line.rate = (epoch.samplesPerSecond, unit)
    line.shares = times.shares
    let training = Self.numbers(epoch.training, .training), validation = Self.numbers(epoch.validation, .validation)
    let time = "  \(NumberText.short(epoch.seconds)) s"
    line.statistics = training + validation
    guard let terminal else { return write(line.text(width: nil, color: .none) + time + "\n") }
    let columns = terminal.width - time.count - 1
    // In a narrow window the validation has a line of its own, rather than none.
    var shortest = line
    shortest.shares = []
    let isNarrow = shortest.text(width: nil, color: .none).count - Self.barWidth > columns
    if isNarrow { line.statistics = training }
    terminal.redraw(line.text(width: columns, color: terminal.color) + time)
    if isNarrow, !validation.isEmpty {
      let texts = validation.map { "\($0.0) \(NumberText.statistic($0.1))" }
      write("\n  " + texts.joined(separator: "  "))
    }
    write("\n")
    state.withLock { $0.isLineOpen = false }
  }

  private func finishRun(_ snapshot: TrainingSnapshot) {
    let (wasOpen, times) = state.withLock { state in
      defer { state.isLineOpen = false }
      return (state.isLineOpen, state.runTimes)
    }
    if wasOpen { write("\n") }
    let lines = RunTable(snapshot.epochs, times).lines
    if !lines.isEmpty { write("\n" + lines.map { $0 + "\n" }.joined()) }
  }

  private static func numbers(_ statistics: TrainingStatistics?, _ phase: TrainingPhase?) -> [(String, Double)] {
    statistics?.values.map { ((phase == .validation ? "validation " : "") + $0.name, Double($0.value)) } ?? []
  }
}
