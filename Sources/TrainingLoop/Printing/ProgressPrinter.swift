import Synchronization

/// Prints how far a run is.
final class ProgressPrinter: TrainingObserver {
  private struct State {
    var lastDrawn: ContinuousClock.Instant?
    var isLineOpen = false
  }

  private let unit: String
  /// Where the line moves; `nil` for finished lines only.
  private let terminal: Terminal?
  private let state = Mutex(State())

  /// Drawing ten times a second is often enough for the eye.
  private static let interval = Duration.milliseconds(100)
  /// What a line saves by leaving out its bar.
  private static let barWidth = 32

  init(_ progress: TrainingProgress) {
    unit = progress.unit
    terminal = progress.style == .automatic ? Terminal() : nil
  }

  /// Leaves the line that a run was interrupted in.
  deinit { if state.withLock({ $0.isLineOpen }) { Terminal.write("\n") } }

  var wantsStatisticsDuringPhases: Bool { terminal != nil }

  func observe(_ snapshot: TrainingSnapshot) {
    switch snapshot.event {
    case .batchEnd where snapshot.phase == .training: drawIfDue(snapshot)
    case .epochEnd: finishEpoch(snapshot)
    default: break
    }
  }

  private func drawIfDue(_ snapshot: TrainingSnapshot) {
    guard let terminal else { return }
    let isDue = state.withLock { state in
      let now = ContinuousClock.now
      if let last = state.lastDrawn, now - last < Self.interval { return false }
      state.lastDrawn = now
      state.isLineOpen = true
      return true
    }
    if isDue { terminal.redraw(line(snapshot).text(width: terminal.width - 1, color: terminal.color)) }
  }

  private func line(_ snapshot: TrainingSnapshot) -> ProgressLine {
    let step = snapshot.batchIndex + 1
    var line = ProgressLine(
      epoch: snapshot.epochIndex + 1, epochCount: snapshot.epochCount, step: step, stepCount: snapshot.batchCount)
    line.statistics = snapshot.statistics.map(Self.numbers) ?? []
    let seconds = snapshot.times.total
    line.rate = (Double(snapshot.sampleCount) / seconds, unit)
    line.secondsLeft = seconds / Double(step) * Double(snapshot.batchCount - step)
    return line
  }

  /// The finished line of an epoch: training, validation, speed, time.
  private func finishEpoch(_ snapshot: TrainingSnapshot) {
    guard let epoch = snapshot.epochs.last, epoch.index == snapshot.epochIndex else { return }
    var line = ProgressLine(
      epoch: epoch.index + 1, epochCount: snapshot.epochCount, step: epoch.batchCount, stepCount: epoch.batchCount)
    line.rate = (epoch.samplesPerSecond, unit)
    let training = Self.numbers(epoch.training)
    let validation = (epoch.validation.map(Self.numbers) ?? []).map { ("validation \($0.0)", $0.1) }
    let time = "  \(NumberText.short(epoch.seconds)) s"
    line.statistics = training + validation
    guard let terminal else { return Terminal.write(line.text(width: nil, color: .none) + time + "\n") }
    let columns = terminal.width - time.count - 1
    // In a narrow window the validation has a line of its own, rather than none.
    let isNarrow = line.text(width: nil, color: .none).count - Self.barWidth > columns
    if isNarrow { line.statistics = training }
    terminal.redraw(line.text(width: columns, color: terminal.color) + time)
    if isNarrow, !validation.isEmpty {
      let texts = validation.map { "\($0.0) \(NumberText.statistic($0.1))" }
      Terminal.write("\n  " + texts.joined(separator: "  "))
    }
    Terminal.write("\n")
    state.withLock { $0.isLineOpen = false }
  }

  private static func numbers(_ statistics: TrainingStatistics) -> [(String, Double)] {
    statistics.values.map { ($0.name, Double($0.value)) }
  }
}
