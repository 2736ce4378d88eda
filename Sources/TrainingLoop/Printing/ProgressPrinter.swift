/// Prints how far a run is.
struct ProgressPrinter {
  private let unit: String
  private let isSilent: Bool
  /// Where the line moves; `nil` for finished lines only.
  private let terminal: Terminal?
  private let clock = ContinuousClock()
  private var start: ContinuousClock.Instant
  private var lastDrawn: ContinuousClock.Instant?
  private var line = ProgressLine(step: 0)
  private var isLineOpen = false

  /// Reading the statistics waits for the device: ten times a second is often enough for the eye.
  private static let interval = Duration.milliseconds(100)
  /// What a line saves by leaving out its bar.
  private static let barWidth = 32

  init(_ progress: TrainingProgress) {
    unit = progress.unit
    isSilent = progress.style == .silent
    terminal = progress.style == .automatic ? Terminal() : nil
    start = clock.now
  }

  mutating func beginEpoch(_ index: Int, of count: Int, batchCount: Int) {
    line = ProgressLine(epoch: index + 1, epochCount: count, step: 0, stepCount: batchCount)
    start = clock.now
    lastDrawn = nil
    draw()
  }

  mutating func endBatch(_ step: Int, samplesDone: Int, _ statistics: () throws -> TrainingStatistics) rethrows {
    guard terminal != nil else { return }
    let now = clock.now
    if let lastDrawn, now - lastDrawn < Self.interval { return }
    lastDrawn = now
    line.step = step
    line.statistics = try statistics().values.map { ($0.name, Double($0.value)) }
    let seconds = start.duration(to: now) / .seconds(1)
    line.rate = (Double(samplesDone) / seconds, unit)
    line.secondsLeft = seconds / Double(step) * Double((line.stepCount ?? step) - step)
    draw()
  }

  /// The finished line of an epoch: training, validation, speed, time.
  mutating func endEpoch(_ epoch: History.Epoch, of count: Int) {
    if isSilent { return }
    line = ProgressLine(epoch: epoch.index + 1, epochCount: count, step: epoch.batchCount, stepCount: epoch.batchCount)
    line.rate = (epoch.samplesPerSecond, unit)
    let training = epoch.training.values.map { ($0.name, Double($0.value)) }
    let validation = (epoch.validation?.values ?? []).map { ("validation \($0.name)", Double($0.value)) }
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
    isLineOpen = false
  }

  /// Leaves the line that a run was interrupted in.
  mutating func finish() {
    if isLineOpen { Terminal.write("\n") }
    isLineOpen = false
  }

  private mutating func draw() {
    guard let terminal else { return }
    terminal.redraw(line.text(width: terminal.width - 1, color: terminal.color))
    isLineOpen = true
  }
}
