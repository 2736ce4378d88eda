import Testing

@testable import Datasets

@Suite struct DigitsUpscalingTests {
  @Test func paperStaysPaperAndInkFillsTheInnerTwentyByTwenty() {
    #expect(DigitsFile.upscaledToMNIST([UInt8](repeating: 0, count: 64)).allSatisfy { $0 == 0 })
    let ink = DigitsFile.upscaledToMNIST([UInt8](repeating: 16, count: 64))
    for row in 0..<28 {
      for column in 0..<28 {
        let isInside = (4..<24).contains(row) && (4..<24).contains(column)
        #expect(ink[row * 28 + column] == (isInside ? 255 : 0))
      }
    }
  }

  @Test func upscalingAgreesWithBilinearInterpolationInFloatingPoint() {
    let pixels = (0..<64).map { UInt8($0 * 29 % 17) }
    let image = DigitsFile.upscaledToMNIST(pixels)
    func source(_ index: Int) -> Double { min(max((Double(index) + 0.5) * 8 / 20 - 0.5, 0), 7) }
    for row in 0..<20 {
      for column in 0..<20 {
        let (y, x) = (source(row), source(column))
        let (top, left) = (min(Int(y), 6), min(Int(x), 6))
        let (down, right) = (y - Double(top), x - Double(left))
        func pixel(_ row: Int, _ column: Int) -> Double { Double(pixels[row * 8 + column]) }
        let upper = pixel(top, left) * (1 - right) + pixel(top, left + 1) * right
        let lower = pixel(top + 1, left) * (1 - right) + pixel(top + 1, left + 1) * right
        let expected = (upper * (1 - down) + lower * down) * 255 / 16
        // Half a step for the rounding, and a trifle for the reference's own.
        #expect(abs(Double(image[(row + 4) * 28 + column + 4]) - expected) <= 0.5 + 1e-9)
      }
    }
  }

  @Test func upscalingAMirroredDigitGivesTheMirroredImage() {
    let pixels = (0..<64).map { UInt8($0 * 7 % 17) }
    let mirrored = mirror(pixels, width: 8)
    let image = DigitsFile.upscaledToMNIST(pixels)
    #expect(DigitsFile.upscaledToMNIST(mirrored) == mirror(image, width: 28))
  }

  /// The image with each row reversed.
  private func mirror(_ image: [UInt8], width: Int) -> [UInt8] {
    stride(from: 0, to: image.count, by: width).flatMap { start in image[start..<start + width].reversed() }
  }
}
