import TrainingLoop

/// Pictures side by side, below each of them what the model took it for: `7 ✓`, or `4 ✗ (9)` where the truth is 9.
struct LabeledPictures {
  /// A picture with the model's answer.
  struct Example {
    let pixels: [UInt8]
    let predicted: String
    let truth: String
  }

  let examples: [Example]
  /// The pixels of a picture's column and row.
  let height: Int
  let width: Int
  /// 1 for gray, 3 for color.
  var channelCount = 1

  /// The pictures, without a line break at the end.
  ///
  /// - Parameter columns: the columns that a line may take; what does not fit goes into the next row of pictures, one at
  ///   the least.
  func text(columns: Int, color: TerminalColor) -> String {
    let captions = examples.map { "\($0.predicted) \($0.isRight ? "✓" : "✗ (\($0.truth))")" }
    let cell = max(width, captions.map(\.count).max() ?? 0)
    let perRow = max((columns + Self.gap.count) / max(cell + Self.gap.count, 1), 1)
    return stride(from: 0, to: examples.count, by: perRow).map { start in
      let range = start..<min(start + perRow, examples.count)
      let pictures = range.map {
        PixelArt(pixels: examples[$0].pixels, height: height, width: width, channelCount: channelCount).lines(color: color)
      }
      let margin = String(repeating: " ", count: cell - max(width, 0))
      let lines = (0..<(max(height, 0) + 1) / 2).map { line in
        pictures.map { $0[line] + margin }.joined(separator: Self.gap)
      }
      let caption = range.map { index in
        let text = captions[index]
        return color.paint(text, examples[index].isRight ? .green : .red)
          + String(repeating: " ", count: cell - text.count)
      }
      return (lines + [caption.joined(separator: Self.gap)]).map(Self.trimmed).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// What is between two pictures.
  static let gap = "  "

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}

extension LabeledPictures.Example {
  var isRight: Bool { predicted == truth }
}
