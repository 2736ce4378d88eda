import Testing
import TrainingLoop

@Suite struct ProgressLineTests {
  private static let line: ProgressLine = {
    var line = ProgressLine(epoch: 3, epochCount: 12, step: 312, stepCount: 468)
    line.statistics = [("loss", 0.1121), ("accuracy", 0.9663)]
    line.rate = (14_200, "images")
    line.secondsLeft = 1
    line.shares = [("data", 0.02), ("host", 0.04), ("device", 0.94)]
    return line
  }()

  @Test(
    arguments: [
      (
        nil,
        "Epoch  3/12  ━━━━━━━━━━━━━━━━━━━━──────────  312/468  loss 0.1121  accuracy 0.9663  14.2k images/s  0:01 left"
          + "  data 2% host 4% device 94%"
      ),
      (
        120,
        "Epoch  3/12  ━━━━━━━━━━━━━━━━━━━━──────────  312/468  loss 0.1121  accuracy 0.9663  14.2k images/s  0:01 left"
      ),
      (100, "Epoch  3/12  ━━━━━━━━━━─────  312/468  loss 0.1121  accuracy 0.9663  14.2k images/s  0:01 left"),
      (80, "Epoch  3/12  ━━━━━━━━━━─────  312/468  loss 0.1121  accuracy 0.9663  0:01 left"),
      (61, "Epoch  3/12  312/468  loss 0.1121  accuracy 0.9663  0:01 left"),
      (60, "Epoch  3/12  312/468  loss 0.1121  0:01 left"),
      (40, "Epoch  3/12  312/468  0:01 left"),
      (24, "Epoch  3/12  312/468"),
      (10, "Epoch  3/…"),
      (1, "…"),
      (0, ""),
      (-5, ""),
    ] as [(Int?, String)])
  func theLineFitsItsWidth(width: Int?, text: String) {
    #expect(Self.line.text(width: width, color: .none) == text)
  }

  @Test(arguments: [TerminalColor.palette, .trueColor], 0...150)
  func colorsDoNotChangeWhatIsShown(color: TerminalColor, width: Int) {
    let plain = Self.line.text(width: width, color: .none)
    let colored = Self.line.text(width: width, color: color)
    // The rest of the bar is a dimmed heavy line where there are colors.
    #expect(withoutCodes(colored) == plain.replacing("─", with: "━"))
    #expect(plain.count <= width)
    #expect(!plain.contains("\u{1B}"))
  }

  @Test func theBarsPartsHaveTheirColors() {
    let line = ProgressLine(step: 1, stepCount: 4).text(width: nil, color: .palette)
    #expect(line == "\u{1B}[32m━━━━━━━╸\u{1B}[0m\u{1B}[2m━━━━━━━━━━━━━━━━━━━━━━\u{1B}[0m  1/4")
  }

  @Test func numbersKeepTheirColumns() {
    let early = ProgressLine(epoch: 1, epochCount: 10, step: 9, stepCount: 1000).text(width: nil, color: .none)
    let late = ProgressLine(epoch: 10, epochCount: 10, step: 1000, stepCount: 1000).text(width: nil, color: .none)
    #expect(early == "Epoch  1/10  ──────────────────────────────     9/1000")
    #expect(late == "Epoch 10/10  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  1000/1000")
  }

  @Test func withoutAKnownEndThereIsNoBar() {
    var line = ProgressLine(step: 17)
    line.statistics = [("loss", .nan)]
    #expect(line.text(width: 80, color: .none) == "17 steps  loss nan")
    line.epoch = 2
    #expect(line.text(width: 80, color: .none) == "Epoch 2  17 steps  loss nan")
  }

  @Test(arguments: [
    (0, 0, "━━━━"), (0, 4, "────"), (1, 8, "╸───"), (1, 4, "━───"), (3, 8, "━╸──"), (999, 1000, "━━━╸"), (4, 4, "━━━━"), (9, 4, "━━━━"),
    (-1, 4, "────"),
  ])
  func theBarFillsByHalfCellsAndIsFullOnlyAtTheEnd(step: Int, count: Int, text: String) {
    let fraction = count == 0 ? 1 : Double(step) / Double(count)
    #expect(ProgressBar(fraction: fraction, cells: 4).text(color: .none) == text)
  }

  @Test func aFractionThatIsNoNumberMakesAnEmptyBar() {
    #expect(ProgressBar(fraction: .nan, cells: 3).text(color: .none) == "───")
    #expect(ProgressBar(fraction: .infinity, cells: 3).text(color: .none) == "━━━")
    #expect(ProgressBar(fraction: 0.5, cells: -1).text(color: .none) == "")
  }
}
