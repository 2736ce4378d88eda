import Testing

@testable import ApusNN

/// What the regions of fractional pools have in common, for whatever seed.
@Suite struct FractionalPoolingTests {
  @Test(arguments: [false, true], [(10, 1.0), (10, 1.5), (25, 1.41), (7, 2.2), (9, 3), (5, 5), (1, 1)])
  func regionsOfTwoSizesFillTheAxis(_ pseudoRandom: Bool, _ axis: (extent: Int, ratio: Double)) {
    for seed in 0..<20 {
      let regions = PoolingRegions(extent: axis.extent, ratio: axis.ratio, pseudoRandom: pseudoRandom, seed: seed)
      let sizes = regions.elements(overlapping: false).map(\.count), smaller = axis.extent / regions.count
      #expect(regions.count == Int(Double(axis.extent) / axis.ratio))
      #expect(sizes.reduce(0, +) == axis.extent)
      #expect(sizes.allSatisfy { $0 == smaller || $0 == smaller + 1 })
    }
  }

  @Test func seedsDrawDifferentRegions() {
    let drawn = (0..<20).map { PoolingRegions(extent: 25, ratio: 1.41, pseudoRandom: false, seed: $0).boundaries }
    #expect(Set(drawn).count > 15)
    #expect(drawn[3] == PoolingRegions(extent: 25, ratio: 1.41, pseudoRandom: false, seed: 3).boundaries)
  }

  @Test func aWholeRatioIsAPlainPool() {
    let x = Tensor<Float>(shape: [1, 4, 6, 1], scalars: (0..<24).map { Float($0 * 7 % 24) })
    for pseudoRandom in [false, true] {
      #expect(fractionalMaxPool2D(x, poolingRatio: (2, 3), pseudoRandom: pseudoRandom) == maxPool2D(x, filterSize: (2, 3), strides: (2, 3)))
    }
    #expect(fractionalAvgPool2D(x, poolingRatio: (2, 3)).isAlmostEqual(to: avgPool2D(x, filterSize: (2, 3), strides: (2, 3))))
  }

  @Test(arguments: [(0.5, 1.0), (1.0, 7.0), (.nan, 1.0)]) func aRatioThatDoesNotFitIsDiagnosed(_ rows: Double, _ columns: Double) {
    let x = Tensor<Float>(zeros: [1, 4, 6, 1])
    #expect(fractionalMaxPool2D(x, poolingRatio: (rows, columns)).diagnosis != nil)
    #expect(fractionalAvgPool2D(x, poolingRatio: (rows, columns)).diagnosis != nil)
  }

  @Test func windowsThatDoNotFitAreDiagnosed() {
    let x = Tensor<Float>(zeros: [1, 4, 6, 2])
    let mistake = { (filter: TensorShape, strides: (Int, Int), rates: (Int, Int)) in
      dilation2D(x, filter: Tensor(zeros: filter), strides: strides, rates: rates).diagnosis?.mistake
    }
    let problem = { (filter: TensorShape, text: String) in
      Mistake.attribute(operation: "dilation2D", problem: "a filter of shape \(filter) \(text)", operand: [1, 4, 6, 2])
    }
    #expect(mistake([5, 1, 2], (1, 1), (1, 1)) == problem([5, 1, 2], "is larger than the padded input"))
    #expect(mistake([2, 2, 2], (1, 1), (1, 6)) == problem([2, 2, 2], "is larger than the padded input"))
    #expect(mistake([2, 2, 3], (1, 1), (1, 1)) == problem([2, 2, 3], "does not fit"))
    #expect(mistake([2, 2, 2], (0, 1), (1, 1)) == problem([2, 2, 2], "does not fit"))
    #expect(mistake([2, 0, 2], (1, 1), (1, 1)) == problem([2, 0, 2], "does not fit"))
    #expect(erosion2D(x, filter: Tensor<Float>(zeros: [2])).diagnosis != nil)
  }
}
