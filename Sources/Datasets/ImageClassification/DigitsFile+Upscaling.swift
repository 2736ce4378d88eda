extension DigitsFile {
  /// An 8 by 8 digit (0 … 16) as a 28 by 28 image (0 … 255) laid out as in MNIST: 20 by 20 pixels inside a border of 4.
  ///
  /// Bilinear between pixel centres, edges repeated, in whole numbers only: the centre of pixel *i* of 20 lies at (4 *i* − 3) / 10 of the
  /// 8, so that each weight is a number of tenths and the result is the exact value, rounded once. A pixel of 16 becomes 255.
  static func upscaledToMNIST(_ pixels: [UInt8]) -> [UInt8] {
    let border = 4
    let side = 28
    var image = [UInt8](repeating: 0, count: side * side)
    for row in 0..<20 {
      for column in 0..<20 {
        var hundredths = 0
        for (sourceRow, rowTenths) in taps[row] {
          for (sourceColumn, columnTenths) in taps[column] {
            hundredths += rowTenths * columnTenths * Int(pixels[sourceRow * 8 + sourceColumn])
          }
        }
        // 1,600 hundredths are full ink; adding half of that rounds. The largest result is 255.
        image[(row + border) * side + column + border] = UInt8((hundredths * 255 + 800) / 1_600)
      }
    }
    return image
  }

  /// For each of 20 target positions the two of 8 source positions that it lies between, with their weights in tenths.
  private static let taps: [[(position: Int, tenths: Int)]] = (0..<20).map { index in
    // Ten is added so that the division rounds down for the first position too, and taken off again as one whole position.
    let shifted = 4 * index - 3 + 10
    let lower = shifted / 10 - 1
    let tenths = shifted % 10
    return [(max(lower, 0), 10 - tenths), (min(lower + 1, 7), tenths)]
  }
}
