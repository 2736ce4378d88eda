import ApusTesting

@testable import ApusGraph

extension OperationTable {
  static let reductions: [OperationRow] = [
    reduction(DType.numbers) { Sum(axes: $0) },
    reduction(DType.numbers, Values(-2...2)) { Product(axes: $0) },
    reduction(DType.numbers) { Max(axes: $0) },
    reduction(DType.numbers) { Min(axes: $0) },
    reduction([.bool], isDifferentiable: false) { AllOf(axes: $0) },
    reduction([.bool], isDifferentiable: false) { AnyOf(axes: $0) },
    placing { ArgMax(axis: $0) },
    placing { ArgMin(axis: $0) },
    OperationRow(windowed { ReduceWindow(fold: $0, sizes: $1, windows: $2) }) {
      $0.differentiable = [0]
      $0.tolerance = Tolerance(floor: 10)
      $0.refusals = [
        .init(
          ReduceWindow(fold: .sum, sizes: [2], windows: [.init()]), [TensorType(.float32, [2, 3])],
          .rank(operation: "reduceWindow", shape: [2, 3], expected: "rank 1, one axis for each extent of the window [2]")),
        .init(
          ReduceWindow(fold: .sum, sizes: [2], windows: [.init(stride: 0)]), [TensorType(.float32, [2])],
          .attribute(
            operation: "reduceWindow", problem: "a window's extents, strides and dilations are at least 1", operand: [2])),
      ]
    },
    OperationRow(pools) { $0.differentiable = [0] },
    OperationRow(averagePools) {
      $0.differentiable = [0]
      $0.tolerance = Tolerance(factor: 8, floor: 4)
      $0.refusals = [
        .init(
          AveragePool(sizes: [2], windows: [.init()]), [TensorType(.int32, [4])],
          .unsupportedDType(operation: "averagePool", .int32, expected: "Float, Double, Float16 or BFloat16"))
      ]
    },
  ]

  private static let axes: [(shape: TensorShape, axes: [Int])] = [
    ([5], [0]), ([2, 3], [1]), ([2, 3, 4], [0, 2]), ([2, 3, 4], [2, 0]), ([2, 3], [0, 1]), ([], []), ([0], [0]), ([3, 0], [0]),
    ([3, 0], [1]),
  ]

  private static func reduction(
    _ dtypes: [DType], _ values: Values = Values(-3...3), isDifferentiable: Bool = true, _ make: ([Int]) -> any Operation
  ) -> OperationRow {
    // These shapes take the faster forms of a sum.
    let large: [OperationRow.Case] = [([128, 130], [0, 1]), ([4, 10, 16, 32], [0, 1, 2]), ([640, 32], [0])].map { shape, axes in
      .init(make(axes), [TensorType(dtypes == [.bool] ? .bool : .float32, shape)])
    }
    let plain = dtypes.flatMap { dtype in axes.map { OperationRow.Case(make($0.axes), [TensorType(dtype, $0.shape)]) } }
    return OperationRow(plain + large + remarkable(dtypes) { make([$0]) }) {
      $0.values = [values]
      $0.differentiable = isDifferentiable ? [0] : []
      $0.tolerance = Tolerance(factor: 64, floor: 20)
      let name = make([0]).name
      $0.refusals = [
        .init(make([1]), [TensorType(dtypes[0], [2])], .axisOutOfRange(operation: name, axis: 1, shape: [2])),
        .init(
          make([0, 0]), [TensorType(dtypes[0], [2])], .attribute(operation: name, problem: "the axes [0, 0] repeat one", operand: [2])),
      ]
    }
  }

  /// Rows with NaN at each place, equal extrema, infinities, and nothing but NaN or one infinity; folded along both axes.
  private static func remarkable(_ dtypes: [DType], _ make: (Int) -> any Operation) -> [OperationRow.Case] {
    let rows: [[Double]] = [
      [.nan, 1, 2, 3], [1, .nan, 2, .nan], [3, 2, 1, .nan], [2, 5, 5, 1], [1, 1, 4, 4], [-.infinity, 0, .infinity, .infinity],
      [.infinity, .infinity, 1, 1], [-.infinity, -.infinity, -.infinity, -.infinity], [.infinity, .infinity, .infinity, .infinity],
      [.nan, .nan, .nan, .nan], [0, -0.0, 0, -0.0], [.nan, .infinity, -.infinity, 0],
    ]
    return dtypes.flatMap { dtype in
      [0, 1].map { axis in .init(make(axis), [TensorType(dtype, [rows.count, 4])], numbers: [rows.flatMap(\.self)]) }
    }
  }

  private static func placing(_ make: (Int) -> any Operation) -> OperationRow {
    let shapes: [(TensorShape, Int)] = [([6], 0), ([2, 3, 4], 1), ([3, 40], 1), ([0, 2], 1), ([1], 0)]
    let plain = DType.numbers.flatMap { dtype in shapes.map { OperationRow.Case(make($1), [TensorType(dtype, $0)]) } }
    return OperationRow(plain + remarkable(DType.numbers, make)) {
      $0.refusals = [
        .init(make(2), [TensorType(.float32, [2])], .axisOutOfRange(operation: make(0).name, axis: 2, shape: [2])),
        .init(
          make(0), [TensorType(.float32, [0])],
          .attribute(operation: make(0).name, problem: "there is no element along axis 0", operand: [0])),
      ]
    }
  }

  private static func windowed(
    _ make: (ReduceWindow.Fold, [Int], [Convolution.Window]) -> any Operation
  ) -> [OperationRow.Case] {
    let dilated = [Convolution.Window(stride: 2, padding: (2, 1), filterDilation: 2), .init(padding: (1, 3), inputDilation: 3)]
    return ReduceWindow.Fold.allCases.flatMap { fold in
      DType.numbers.map { OperationRow.Case(make(fold, [2, 3], [.init(stride: 2), .init()]), [TensorType($0, [4, 5])]) } + [
        .init(make(fold, [3, 2], dilated), [TensorType(.float64, [6, 4])]),
        .init(make(fold, [2], [.init(stride: 3, padding: (-1, -2))]), [TensorType(.float64, [9])]),
        .init(make(fold, [2], [.init(padding: (1, 1))]), [TensorType(.float32, [0])]),
        .init(make(fold, [3], [.init()]), [TensorType(.float64, [2])]),
        .init(make(fold, [], []), [TensorType(.float32, [])]),
      ]
        + remarkable(DType.floatingPoint) { axis in
          make(fold, axis == 0 ? [2, 1] : [1, 2], [.init(padding: (1, 0)), .init(padding: (0, 1))])
        }
    }
  }

  private static func images(_ dtype: DType) -> [TensorType] { [TensorType(dtype, [2, 5, 6, 3])] }

  /// Windows that slide over height and width.
  private static func window(_ stride: Int, _ low: Int, _ high: Int) -> [Convolution.Window] {
    [Convolution.Window(), .init(stride: stride, padding: (low, high)), .init(stride: stride, padding: (low, high)), .init()]
  }

  private static var pools: [OperationRow.Case] {
    DType.numbers.map { .init(MaxPool(sizes: [1, 2, 2, 1], windows: window(2, 0, 0)), images($0)) } + [
      .init(MaxPool(sizes: [1, 3, 3, 1], windows: window(2, 1, 1)), images(.float64)),
      .init(MaxPool(sizes: [1, 2, 2, 1], windows: window(1, 0, 1)), images(.float64)),
      .init(MaxPool(sizes: [1, 2, 2, 1], windows: window(3, 0, 0)), images(.float64)),
      .init(MaxPool(sizes: [1, 7, 1, 1], windows: window(1, 0, 0)), images(.float64)),
    ] + remarkable(DType.floatingPoint) { axis in MaxPool(sizes: axis == 0 ? [2, 1] : [1, 2], windows: [.init(), .init()]) }
  }

  private static var averagePools: [OperationRow.Case] {
    DType.floatingPoint.map { .init(AveragePool(sizes: [1, 2, 2, 1], windows: window(2, 0, 0)), images($0)) } + [
      .init(AveragePool(sizes: [1, 3, 3, 1], windows: window(2, 1, 1)), images(.float64)),
      .init(AveragePool(sizes: [1, 2, 3, 1], windows: [.init(), .init(stride: 2), .init(stride: 3), .init()]), images(.float64)),
      .init(AveragePool(sizes: [1, 4, 4, 1], windows: window(4, 0, 0)), images(.float64)),
      .init(AveragePool(sizes: [1, 4, 4, 1], windows: window(1, 1, 2)), images(.float64)),
      .init(AveragePool(sizes: [1, 7, 1, 1], windows: window(1, 0, 0)), images(.float64)),
    ]
  }
}
