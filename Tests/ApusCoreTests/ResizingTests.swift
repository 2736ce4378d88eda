import ApusCore
import Testing

/// What sizes leave alone or make impossible; the values are those of JAX in `ReferenceTests`.
@Suite struct ResizingTests {
  @Test func aSizeOfItsOwnChangesNothing() {
    let image = Tensor<Float>(shape: [2, 3, 1], scalars: [1, 2, 3, 4, 5, 6])
    for method in ResizeMethod.allCases where method != .gaussian && method != .mitchellcubic {
      #expect(resize(images: image, size: (2, 3), method: method).isAlmostEqual(to: image))
    }
    #expect(resizeArea(images: image, size: (2, 3)) == image)
  }

  @Test(arguments: [(0, 2), (2, -1), (1 << 40, 2)]) func anImpossibleSizeIsDiagnosed(_ height: Int, _ width: Int) {
    let image = Tensor<Float>(zeros: [1, 2, 3, 1])
    let mistake = Mistake.attribute(
      operation: "resize", problem: "an image cannot become \(height) high and \(width) wide", operand: [1, 2, 3, 1])
    #expect(resize(images: image, size: (height, width)).diagnosis?.mistake == mistake)
    #expect(resize(images: image, size: (height, width), method: .nearest).diagnosis?.mistake == mistake)
    #expect(resizeArea(images: image[0, 0], size: (2, 2)).diagnosis != nil)
  }
}
