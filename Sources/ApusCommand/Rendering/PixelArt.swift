import TrainingLoop

/// A picture as lines of text, two rows of pixels to a line, because a terminal's cell is twice as high as wide.
struct PixelArt {
  /// From 0, black, to 255; row by row, the channels of a pixel side by side. Pixels that are missing are black.
  let pixels: [UInt8]
  let height: Int
  let width: Int
  /// 1 for gray, 3 for red, green and blue.
  var channelCount = 1

  /// The lines, each `width` columns wide: half blocks where there are colors, otherwise letters of growing lightness.
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
      let paper = row + 1 < height ? pixel(row + 1, column).code(48, color) : "49"
      let codes = "\u{1B}[\(pixel(row, column).code(38, color));\(paper)m"
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
        let upper = pixel(row, column).lightness
        let mean = row + 1 < height ? (upper + pixel(row + 1, column).lightness) / 2 : upper
        return ramp[mean * ramp.count / 256]
      })
  }

  private func pixel(_ row: Int, _ column: Int) -> Pixel {
    let start = (row * width + column) * channelCount
    guard start + channelCount <= pixels.count else { return Pixel(red: 0, green: 0, blue: 0) }
    if channelCount < 3 { return Pixel(red: Int(pixels[start]), green: Int(pixels[start]), blue: Int(pixels[start])) }
    return Pixel(red: Int(pixels[start]), green: Int(pixels[start + 1]), blue: Int(pixels[start + 2]))
  }
}

/// A color, each part from 0 to 255.
private struct Pixel {
  let red, green, blue: Int

  /// How light it looks, from 0 to 255: the weights of ITU-R BT.601 in thousandths.
  var lightness: Int { (299 * red + 587 * green + 114 * blue) / 1000 }

  /// The terminal's code for it. A palette has 24 grays from 232 on, and from 16 on a cube of colors with 6 steps to a side.
  func code(_ layer: Int, _ color: TerminalColor) -> String {
    if color == .trueColor { return "\(layer);2;\(red);\(green);\(blue)" }
    if red == green, green == blue { return "\(layer);5;\(232 + (red * 23 + 127) / 255)" }
    let steps = [red, green, blue].map { ($0 * 5 + 127) / 255 }
    return "\(layer);5;\(16 + 36 * steps[0] + 6 * steps[1] + steps[2])"
  }
}
