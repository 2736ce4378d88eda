import Testing
import TrainingLoop

@testable import ApusCommand

@Suite struct DigitArtTests {
  /// A cross of 5 × 5 pixels.
  private static let cross: [UInt8] = [
    255, 0, 0, 0, 255,
    0, 255, 0, 255, 0,
    0, 0, 255, 0, 0,
    0, 255, 0, 255, 0,
    255, 0, 0, 0, 255,
  ]

  @Test func lettersShowTwoRowsAtOnce() {
    #expect(
      GrayscaleArt(pixels: Self.cross, height: 5, width: 5).lines(color: .none) == [
        "== ==",
        " === ",
        "@   @",
      ])
  }

  @Test func everyGrayHasItsLetter() {
    let grays = (0..<10).map { UInt8($0 * 255 / 9) }
    #expect(GrayscaleArt(pixels: grays, height: 1, width: 10).lines(color: .none) == [" .:-=+*#%@"])
  }

  @Test(arguments: [
    (
      TerminalColor.trueColor,
      [
        "\u{1B}[38;2;255;255;255;48;2;0;0;0m▀\u{1B}[38;2;0;0;0;48;2;0;0;0m▀▀\u{1B}[0m",
        "\u{1B}[38;2;128;128;128;49m▀\u{1B}[38;2;0;0;0;49m▀▀\u{1B}[0m",
      ]
    ),
    (
      .palette,
      [
        "\u{1B}[38;5;255;48;5;232m▀\u{1B}[38;5;232;48;5;232m▀▀\u{1B}[0m",
        "\u{1B}[38;5;244;49m▀\u{1B}[38;5;232;49m▀▀\u{1B}[0m",
      ]
    ),
  ])
  func halfBlocksCarryTwoPixelsAndCodesOnlyWhereTheyChange(color: TerminalColor, lines: [String]) {
    let pixels: [UInt8] = [255, 0, 0, 0, 0, 0, 128, 0, 0]
    #expect(GrayscaleArt(pixels: pixels, height: 3, width: 3).lines(color: color) == lines)
  }

  @Test(arguments: [TerminalColor.none, .palette, .trueColor])
  func picturesOfNoOrMissingPixelsAreDrawn(color: TerminalColor) {
    #expect(GrayscaleArt(pixels: [], height: 0, width: 0).lines(color: color) == [])
    #expect(GrayscaleArt(pixels: [], height: 2, width: 0).lines(color: color) == [""])
    #expect(GrayscaleArt(pixels: [1], height: -2, width: -3).lines(color: color) == [])
    let missing = GrayscaleArt(pixels: [], height: 2, width: 2).lines(color: color)
    #expect(missing.map(withoutCodes) == [color == .none ? "  " : "▀▀"])
  }

  @Test func captionsSayWhatTheModelSaw() {
    let art = DigitArt(
      examples: [
        .init(pixels: Self.cross, predicted: "7", truth: "7"), .init(pixels: Self.cross, predicted: "4", truth: "9"),
        .init(pixels: Self.cross, predicted: "0", truth: "0"),
      ], height: 5, width: 5)
    #expect(
      art.text(columns: 80, color: .none) == """
        == ==    == ==    == ==
         ===      ===      ===
        @   @    @   @    @   @
        7 ✓      4 ✗ (9)  0 ✓
        """)
    #expect(
      art.text(columns: 16, color: .none) == """
        == ==    == ==
         ===      ===
        @   @    @   @
        7 ✓      4 ✗ (9)

        == ==
         ===
        @   @
        0 ✓
        """)
    #expect(art.text(columns: 1, color: .none).split(separator: "\n").count == 12)
  }

  @Test func captionsHaveColors() {
    let art = DigitArt(
      examples: [.init(pixels: [], predicted: "7", truth: "7"), .init(pixels: [], predicted: "4", truth: "9")], height: 0, width: 0)
    #expect(art.text(columns: 80, color: .palette) == "\u{1B}[32m7 ✓\u{1B}[0m      \u{1B}[31m4 ✗ (9)\u{1B}[0m")
  }

  @Test func noPicturesAreNoText() {
    #expect(DigitArt(examples: [], height: 28, width: 28).text(columns: 80, color: .trueColor) == "")
  }
}
