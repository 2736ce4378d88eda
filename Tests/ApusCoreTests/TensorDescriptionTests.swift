import ApusCore
import Testing

/// The text of tensors against NumPy 2, whose `1.` is `1.0` and whose `True` is `true` here.
@Suite struct TensorDescriptionTests {
  struct Row: Sendable {
    let found: String
    let expected: String
    init<S>(_ tensor: Tensor<S>, _ expected: String) {
      found = tensor.description
      self.expected = expected
    }
  }

  static let rows: [Row] = [
    Row(Tensor<Float>(shape: [2, 3], scalars: [1, 2, 3, 4, 5, 6]), "[[1.0, 2.0, 3.0],\n [4.0, 5.0, 6.0]]"),
    Row(Tensor<Float>(shape: [2, 2], scalars: [1, 2.5, 10, 0]), "[[ 1.0,  2.5],\n [10.0,  0.0]]"),
    Row(Tensor<Float>(shape: [4], scalars: [0.1, -1.25, 100, 0.333333333]), "[  0.1       ,  -1.25      , 100.0       ,   0.33333334]"),
    Row(Tensor<Double>(shape: [3], scalars: [0.1 + 0.2, 1.0 / 3, 1]), "[0.3       , 0.33333333, 1.0       ]"),
    Row(Tensor<Double>(shape: [2], scalars: [0.001953125, 0.005859375]), "[0.00195312, 0.00585938]"),
    Row(Tensor<Float>(shape: [3], scalars: [1e-5, 1.5, 0]), "[1.0e-05, 1.5e+00, 0.0e+00]"),
    Row(Tensor<Float>(shape: [2], scalars: [1_000_000, 1.5]), "[1.0e+06, 1.5e+00]"),
    Row(Tensor<Double>(shape: [2], scalars: [1_000_000, 2_000_000.5]), "[1000000.0, 2000000.5]"),
    Row(Tensor<Double>(shape: [2], scalars: [1e300, -1e-300]), "[ 1.0e+300, -1.0e-300]"),
    Row(Tensor<Float>(shape: [2], scalars: [438657.344, -0.5]), "[ 4.3865734e+05, -5.0000000e-01]"),
    Row(Tensor<Float>(shape: [4], scalars: [.nan, -.infinity, 1.25, -0.0]), "[  nan,  -inf,  1.25, -0.0 ]"),
    Row(Tensor<Float>(shape: [2], scalars: [.nan, .infinity]), "[nan, inf]"),
    Row(Tensor<Int32>(shape: [2, 2], scalars: [1, -20, 300, 4]), "[[  1, -20],\n [300,   4]]"),
    Row(Tensor<UInt64>(shape: [1], scalars: [.max]), "[18446744073709551615]"),
    Row(Tensor<Bool>(shape: [2], scalars: [true, false]), "[ true, false]"),
    Row(Tensor<Int32>(shape: [2, 2, 2], scalars: [1, 2, 3, 4, 5, 6, 7, 8]), "[[[1, 2],\n  [3, 4]],\n\n [[5, 6],\n  [7, 8]]]"),
    Row(Tensor<Int32>(shape: [2, 1, 1, 2], scalars: [1, 2, 3, 4]), "[[[[1, 2]]],\n\n\n [[[3, 4]]]]"),
    Row(Tensor<Float>(shape: [0, 3], scalars: []), "[]"),
    Row(Tensor<Float>(shape: [1, 1], scalars: [7]), "[[7.0]]"),
  ]

  @Test(arguments: rows)
  func equalsNumPy(_ row: Row) { #expect(row.found == row.expected) }

  @Test func scalarsArePrintedAsNumbers() {
    #expect("\(Tensor<Float>(5))" == "5.0")
    #expect("\(Tensor<Double>(0.1 + 0.2))" == "0.30000000000000004")
    #expect("\(Tensor<Int32>(-3))" == "-3")
    #expect("\(Tensor<Bool>(true))" == "true")
    #expect("\(Tensor<BFloat16>([1, 2.5]))" == "[1.0, 2.5]")
  }

  @Test func longRowsGoOnBelow() {
    let text = """
      [   0,   37,   74,  111,  148,  185,  222,  259,  296,  333,  370,  407,
        444,  481,  518,  555,  592,  629,  666,  703,  740,  777,  814,  851,
        888,  925,  962,  999, 1036, 1073]
      """
    let x = Tensor<Int32>(rangeFrom: 0, to: 1110, stride: 37)
    #expect("\(x)" == text)
    #expect(x.description(lineWidth: 16).hasPrefix("[   0,   37,\n   74,  111,\n"))
  }

  @Test func moreThanAThousandElementsAreSummarized() {
    let x = Tensor<Int32>(rangeFrom: 0, to: 1200, stride: 1)
    #expect("\(x)" == "[   0,    1,    2, ..., 1197, 1198, 1199]")
    #expect(x[..<1000].description.hasPrefix("[  0,   1,   2,   3,"))
    let text = """
      [[   0,    1,    2, ...,   27,   28,   29],
       [  30,   31,   32, ...,   57,   58,   59],
       [  60,   61,   62, ...,   87,   88,   89],
       ...,
       [1110, 1111, 1112, ..., 1137, 1138, 1139],
       [1140, 1141, 1142, ..., 1167, 1168, 1169],
       [1170, 1171, 1172, ..., 1197, 1198, 1199]]
      """
    let matrix = x.reshaped(to: [40, 30])
    #expect("\(matrix)" == text)
    #expect(!matrix.fullDescription.contains("...") && matrix.fullDescription.contains("1139],\n [1140"))
    #expect(x[..<5].description(edgeElementCount: 1, summarizing: true) == "[0, ..., 4]")
  }
}
