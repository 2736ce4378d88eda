import ApusCore
import Testing

/// Resized images against JAX's; see `References/functions/make-resizing.py`.
@Suite struct ResizingTests {
  static let reference = ReferenceCase.read("resizing.json")

  static let sizes = [(6, 7), (2, 3)]

  static let rows: [ReferenceRow] = sizes.flatMap { size in
    ResizeMethod.allCases.flatMap { method in
      (method == .nearest ? [false] : [false, true]).map { antialias in
        ReferenceRow(
          "\(method)\(antialias ? " antialias" : "") to \(size.0) x \(size.1)",
          { [resize(images: $0[0], size: size, method: method, antialias: antialias)] },
          float: { [resize(images: $0[0], size: size, method: method, antialias: antialias)] })
      }
    } + [
      ReferenceRow(
        "area to \(size.0) x \(size.1)", { [resizeArea(images: $0[0], size: size)] }, float: { [resizeArea(images: $0[0], size: size)] })
    ]
  }

  @Test(arguments: rows)
  func outputsAndGradientsAreThoseOfJAX(_ row: ReferenceRow) throws { try row.check(Self.reference.get()[row.name]) }

  @Test func everyReferenceHasItsRow() throws {
    #expect(try Set(Self.reference.get().keys) == Set(Self.rows.map(\.name)))
  }

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
