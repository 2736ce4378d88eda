import Testing
import TrainingLoop

@testable import ApusCommand

@Suite struct LabeledPicturesTests {
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
      PixelArt(pixels: Self.cross, height: 5, width: 5).lines(color: .none) == [
        "== ==",
        " === ",
        "@   @",
      ])
  }

  @Test func everyGrayHasItsLetter() {
    let grays = (0..<10).map { UInt8($0 * 255 / 9) }
    #expect(PixelArt(pixels: grays, height: 1, width: 10).lines(color: .none) == [" .:-=+*#%@"])
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
    #expect(PixelArt(pixels: pixels, height: 3, width: 3).lines(color: color) == lines)
  }

  /// Red above blue, white above gray, whose lightness is 76 above 29 and 255 above 128: a palette's cube of 6 × 6 × 6 colors starts at 16, its 24 grays at 232.
  @Test(arguments: [
    (TerminalColor.trueColor, "\u{1B}[38;2;255;0;0;48;2;0;0;255m▀\u{1B}[38;2;255;255;255;48;2;128;128;128m▀\u{1B}[0m"),
    (.palette, "\u{1B}[38;5;196;48;5;21m▀\u{1B}[38;5;255;48;5;244m▀\u{1B}[0m"),
    (.none, ":#"),
  ])
  func colorsAreColorsOrLightness(color: TerminalColor, line: String) {
    let pixels: [UInt8] = [255, 0, 0, 255, 255, 255, 0, 0, 255, 128, 128, 128]
    #expect(PixelArt(pixels: pixels, height: 2, width: 2, channelCount: 3).lines(color: color) == [line])
  }

  @Test(arguments: [TerminalColor.none, .palette, .trueColor])
  func picturesOfNoOrMissingPixelsAreDrawn(color: TerminalColor) {
    #expect(PixelArt(pixels: [], height: 0, width: 0).lines(color: color) == [])
    #expect(PixelArt(pixels: [], height: 2, width: 0).lines(color: color) == [""])
    #expect(PixelArt(pixels: [1], height: -2, width: -3).lines(color: color) == [])
    let missing = PixelArt(pixels: [], height: 2, width: 2).lines(color: color)
    #expect(missing.map(withoutCodes) == [color == .none ? "  " : "▀▀"])
  }

  @Test func captionsSayWhatTheModelSaw() {
    let art = LabeledPictures(
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
    let art = LabeledPictures(
      examples: [.init(pixels: [], predicted: "7", truth: "7"), .init(pixels: [], predicted: "4", truth: "9")], height: 0, width: 0)
    #expect(art.text(columns: 80, color: .palette) == "\u{1B}[32m7 ✓\u{1B}[0m      \u{1B}[31m4 ✗ (9)\u{1B}[0m")
  }

  @Test func noPicturesAreNoText() {
    #expect(LabeledPictures(examples: [], height: 28, width: 28).text(columns: 80, color: .trueColor) == "")
  }
}
