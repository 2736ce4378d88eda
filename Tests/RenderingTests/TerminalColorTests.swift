import Testing
import TrainingLoop

@Suite struct TerminalColorTests {
  @Test(arguments: [
    (true, [:], TerminalColor.palette),
    (true, ["COLORTERM": "truecolor"], .trueColor),
    (true, ["COLORTERM": "24bit", "TERM": "xterm-256color"], .trueColor),
    (true, ["COLORTERM": "yes"], .palette),
    (true, ["TERM": "dumb", "COLORTERM": "truecolor"], .none),
    (true, ["NO_COLOR": "1", "COLORTERM": "truecolor"], .none),
    (true, ["NO_COLOR": "", "COLORTERM": "truecolor"], .trueColor),
    (false, ["COLORTERM": "truecolor"], .none),
    (false, [:], .none),
  ])
  func colorsOnlyWhereTheyAreSeenAndWanted(isTerminal: Bool, environment: [String: String], expected: TerminalColor) {
    #expect(TerminalColor(isTerminal: isTerminal, environment: environment) == expected)
  }

  @Test func paintEndsWithItself() {
    #expect(TerminalColor.palette.paint("a", .red) == "\u{1B}[31ma\u{1B}[0m")
    #expect(TerminalColor.none.paint("a", .red) == "a")
    #expect(TerminalColor.palette.paint("", .red) == "")
  }
}
