import TrainingLoop

/// A gray picture as lines of text, two rows of pixels to a line, because a terminal's cell is twice as high as wide.
struct GrayscaleArt {
  /// From 0, black, to 255, white; row by row. Pixels that are missing are black.
  let pixels: [UInt8]
  let height: Int
  let width: Int

  /// The lines, each `width` columns wide: half blocks where there are colors, otherwise letters of growing darkness.
  func lines(color: TerminalColor) -> [String] {
    stride(from: 0, to: max(height, 0), by: 2).map { row in
      color == .none ? letters(row) : halfBlocks(row, color: color)
    }
  }

  /// Upper half blocks: their ink is the upper pixel, the paper behind them the lower one.
  private func halfBlocks(_ row: Int, color: TerminalColor) -> String {
    var line = ""
    var current = ""
    for column in 0..<max(width, 0) {
      let paper = row + 1 < height ? Self.code(48, pixel(row + 1, column), color) : "49"
      let codes = "\u{1B}[\(Self.code(38, pixel(row, column), color));\(paper)m"
      if codes != current { line += codes }
      current = codes
      line += "▀"
    }
    return line + (current.isEmpty ? "" : "\u{1B}[0m")
  }

  private func letters(_ row: Int) -> String {
    let ramp = Array(" .:-=+*#%@")
    return String(
      (0..<max(width, 0)).map { column in
        let upper = Int(pixel(row, column))
        let mean = row + 1 < height ? (upper + Int(pixel(row + 1, column))) / 2 : upper
        return ramp[mean * ramp.count / 256]
      })
  }

  private func pixel(_ row: Int, _ column: Int) -> UInt8 {
    let index = row * width + column
    return index < pixels.count ? pixels[index] : 0
  }

  /// The code for a gray: in the palette, the 24 grays at 232 to 255.
  private static func code(_ layer: Int, _ gray: UInt8, _ color: TerminalColor) -> String {
    color == .trueColor ? "\(layer);2;\(gray);\(gray);\(gray)" : "\(layer);5;\(232 + (Int(gray) * 23 + 127) / 255)"
  }
}
