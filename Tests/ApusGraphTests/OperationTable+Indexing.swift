import ApusTesting

@testable import ApusGraph

extension OperationTable {
  static let indexing: [OperationRow] = [
    OperationRow(
      applications.flatMap { application in
        application.dtypes.map {
          .init(
            Gather(axes: application.axes, sliceSizes: application.sliceSizes),
            [TensorType($0, application.operand), TensorType(application.index, application.indices)])
        }
      }
    ) {
      $0.values = [Values(-3...3), Values(-3...7)]
      $0.differentiable = [0]
      $0.refusals = [
        .init(
          Gather(axes: matrixRows, sliceSizes: [1, 4]), [TensorType(.float32, [5, 3]), TensorType(.int32, [2])],
          .attribute(operation: "gather", problem: "slices of [1, 4] do not fit", operand: [5, 3])),
        .init(
          Gather(axes: matrixRows, sliceSizes: [1, 3]), [TensorType(.float32, [5, 3]), TensorType(.float32, [2])],
          .unsupportedDType(operation: "gather", .float32, expected: "indices of Int32 or Int64")),
        .init(
          Gather(axes: matrixRows, sliceSizes: [1, 3]), [TensorType(.float32, [5, 3]), TensorType(.int32, [2, 2])],
          .attribute(operation: "gather", problem: "indices of shape [2, 2] do not fit", operand: [5, 3])),
      ]
    },
    OperationRow(
      applications.flatMap { application in
        [Scatter.Mode.add, .replace].flatMap { mode in
          application.dtypes.filter { $0.isNumber || mode == .replace }.map {
            .init(
              Scatter(axes: application.axes, mode: mode),
              [
                TensorType($0, application.operand), TensorType(application.index, application.indices), TensorType($0, application.values),
              ])
          }
        }
      }
    ) {
      $0.values = [Values(-3...3), Values(-3...7), Values(-3...3)]
      $0.differentiable = [0, 2]
      $0.refusals = [
        .init(
          Scatter(axes: matrixRows, mode: .add), [TensorType(.bool, [5, 3]), TensorType(.int32, [2]), TensorType(.bool, [2, 3])],
          .unsupportedDType(operation: "scatter", .bool, expected: "a number")),
        .init(
          Scatter(axes: matrixRows, mode: .add), [TensorType(.float32, [5, 3]), TensorType(.int32, [2]), TensorType(.float32, [4, 3])],
          .attribute(operation: "scatter", problem: "values of shape [4, 3] do not fit indices of shape [2]", operand: [5, 3])),
      ]
    },
  ]

  static let segments: [OperationRow] = [
    OperationRow(
      SegmentReduction.Fold.allCases.flatMap { fold in
        DType.numbers.map { .init(SegmentReduction(fold: fold, segmentCount: 4), [TensorType($0, [7, 2]), TensorType(.int32, [7])]) }
          + [([9], 3), ([5, 2, 3], 1), ([4, 0], 2), ([0, 3], 2), ([3, 2], 0)].map { (shape: TensorShape, count: Int) in
            .init(
              SegmentReduction(fold: fold, segmentCount: count), [TensorType(.float64, shape), TensorType(.int32, [shape[0]])])
          }
          + DType.floatingPoint.map {
            .init(
              SegmentReduction(fold: fold, segmentCount: 10), [TensorType($0, [10]), TensorType(.int32, [10])],
              numbers: [specials, [0, 0, 1, 1, 2, 3, 4, 4, 5, 6]])
          }
      }
    ) {
      // No 0: the second derivative of a product is wrong there, which is said where it is declared.
      $0.values = [Values(0.3...3), Values(-1...5)]
      $0.differentiable = [0]
      $0.refusals = [
        .init(
          SegmentReduction(fold: .max, segmentCount: 2), [TensorType(.float32, [5, 3]), TensorType(.int32, [4])],
          .attribute(operation: "segmentReduction", problem: "segments of shape [4] do not fit", operand: [5, 3])),
        .init(
          SegmentReduction(fold: .max, segmentCount: -1), [TensorType(.float32, [5]), TensorType(.int32, [5])],
          .attribute(operation: "segmentReduction", problem: "there are no -1 segments", operand: [5])),
        .init(
          SegmentReduction(fold: .max, segmentCount: 2), [TensorType(.float32, [5]), TensorType(.float32, [5])],
          .unsupportedDType(operation: "segmentReduction", .float32, expected: "segments of Int32")),
      ]
    }
  ]

  /// What a gather reads from `operand`, and a scatter of the same roles writes there.
  private struct Application {
    var axes: IndexingAxes
    var operand: TensorShape
    var indices: TensorShape
    var sliceSizes: [Int]
    var values: TensorShape
    var dtypes: [DType] = [.float64]
    var index = DType.int32
  }

  /// Rows of a matrix.
  private static let matrixRows = IndexingAxes(window: [1], collapsed: [0], indexed: [0], vectorAxis: 1)

  private static let applications: [Application] = [
    Application(axes: matrixRows, operand: [5, 3], indices: [4], sliceSizes: [1, 3], values: [4, 3], dtypes: DType.allCases),
    Application(axes: matrixRows, operand: [5, 3], indices: [0], sliceSizes: [1, 3], values: [0, 3]),
    Application(axes: matrixRows, operand: [5, 3], indices: [9], sliceSizes: [1, 2], values: [9, 2], index: .int64),
    // One index, and one without an axis of its own.
    Application(
      axes: IndexingAxes(window: [0], collapsed: [0], indexed: [0], vectorAxis: 0), operand: [5, 3], indices: [],
      sliceSizes: [1, 3], values: [3]),
    // Along the second axis, at a matrix of indices.
    Application(
      axes: IndexingAxes(window: [0, 3], collapsed: [1], indexed: [1], vectorAxis: 2), operand: [2, 5, 3], indices: [3, 2],
      sliceSizes: [2, 1, 3], values: [2, 3, 2, 3]),
    // Two components, which stand first, name a block of a matrix.
    Application(
      axes: IndexingAxes(window: [1, 2], collapsed: [], indexed: [1, 0], vectorAxis: 0), operand: [6, 5], indices: [2, 6],
      sliceSizes: [2, 3], values: [6, 2, 3]),
    // Single elements.
    Application(
      axes: IndexingAxes(window: [], collapsed: [0, 1], indexed: [0, 1], vectorAxis: 2), operand: [4, 5], indices: [3, 2, 2],
      sliceSizes: [1, 1], values: [3, 2]),
    // One row of a matrix for each batch.
    Application(
      axes: IndexingAxes(window: [2], collapsed: [1], batch: [0], indicesBatch: [0], indexed: [1], vectorAxis: 2), operand: [3, 5, 2],
      indices: [3, 2], sliceSizes: [1, 1, 2], values: [3, 2, 2]),
    // The batch stands second among the indices.
    Application(
      axes: IndexingAxes(window: [], collapsed: [1], batch: [0], indicesBatch: [1], indexed: [1], vectorAxis: 2), operand: [3, 5],
      indices: [4, 3, 1], sliceSizes: [1, 1], values: [4, 3]),
  ]
}
