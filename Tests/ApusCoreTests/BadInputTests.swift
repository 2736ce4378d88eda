import ApusCore
import Testing

/// Numbers that nobody can mean: a diagnosis, never the end of the process.
@Suite struct BadInputTests {
  static let x = Tensor<Float>([[1, 2, 3], [4, 5, 6]])
  static let huge: TensorShape = [1 << 40, 1 << 40]

  static let mistakes: [(name: String, diagnosis: @Sendable () -> Diagnosis?)] = [
    ("zeros of a shape beyond all numbers", { Tensor<Float>(zeros: huge).diagnosis }),
    ("repeating over it", { Tensor<Float>(repeating: 1, shape: huge).diagnosis }),
    ("scalars for it", { Tensor<Float>(shape: huge, scalars: [1]).diagnosis }),
    ("scalars for negative extents", { Tensor<Float>(shape: [-1, -1], scalars: [1]).diagnosis }),
    ("random numbers of it", { Tensor<Float>(randomUniform: huge).diagnosis }),
    ("broadcasting to it", { x.broadcasted(to: huge).diagnosis }),
    ("reshaping to it", { x.reshaped(to: huge).diagnosis }),
    ("reshaping to negative extents", { x.reshaped(to: [-2, -3]).diagnosis }),
    ("tiling", { x.tiled(multiples: [1 << 40, 1 << 40]).diagnosis }),
    ("padding", { x.padded(forSizes: [(Int.max, 1), (1, 1)]).diagnosis }),
    ("negative padding", { x.padded(forSizes: [(-3, 0), (0, 0)]).diagnosis }),
    ("one hot", { Tensor<Float>(oneHotAtIndices: Tensor([0, 1]), depth: Int.max).diagnosis }),
    ("an identity", { (eye(rowCount: 1 << 40) as Tensor<Float>).diagnosis }),
    ("an axis at the end of numbers", { x.sum(squeezingAxes: Int.min).diagnosis }),
    ("another", { x.sum(squeezingAxes: Int.max).diagnosis }),
    ("an axis for stacking", { Tensor(stacking: [x, x], alongAxis: Int.min).diagnosis }),
    ("stacking nothing", { Tensor<Float>(stacking: []).diagnosis }),
    ("concatenating nothing", { Tensor<Float>(concatenating: []).diagnosis }),
    ("concatenating along no axis", { Tensor(concatenating: [x, x], alongAxis: 9).diagnosis }),
    ("an index at the end of numbers", { x[Int.min].diagnosis }),
    ("splitting into no parts", { x.split(count: 0)[0].diagnosis }),
    ("splitting into fewer", { x.split(count: -1)[0].diagnosis }),
    ("splitting by no sizes", { x.split(sizes: [])[0].diagnosis }),
    ("slicing with bounds the wrong way", { x.slice(lowerBounds: [1, 1], upperBounds: [0, 0]).diagnosis }),
    ("slicing with too few bounds", { x.slice(lowerBounds: [1], upperBounds: [2]).diagnosis }),
    ("a permutation of too few axes", { x.transposed(permutation: 0).diagnosis }),
    ("an infinite range", { Tensor<Float>(rangeFrom: 0, to: .infinity, stride: 1).diagnosis }),
    ("a range of too many numbers", { Tensor<Float>(rangeFrom: 0, to: 1e18, stride: 1).diagnosis }),
    ("a linear space of too many", { Tensor<Float>(linearSpaceFrom: 0, to: 1, count: Int.max).diagnosis }),
    ("random integers from nowhere", { Tensor<Int32>(randomUniform: [2], from: 3, to: 3).diagnosis }),
    ("a vector of a matrix", { dot(x, x).diagnosis }),
    ("rows of different lengths", { Tensor<Float>([[1, 2], [3]] as [[Float]]).diagnosis }),
  ]

  @Test(arguments: mistakes.indices)
  func aDiagnosis(_ index: Int) throws {
    let (name, mistake) = Self.mistakes[index]
    let diagnosis = try #require(mistake(), "\(name) is no mistake")
    #expect(diagnosis.site?.file.hasSuffix("BadInputTests.swift") == true, "\(name): \(diagnosis)")
  }

  @Test func aHostArrayOfTheWrongSizeIsAnError() throws {
    let error = #expect(throws: Mistake.self) { try HostArray([1, 2, 3] as [Float], shape: [2, 2]) }
    #expect(
      error.map { Diagnosis($0).description } == """
        Apus: HostArray: 3 elements do not fill the shape [2, 2]
          hint  it takes the product of the extents, 4
        """)
    #expect(throws: Mistake.self) { try HostArray([1] as [Float], shape: [-1, -1]) }
  }
}
