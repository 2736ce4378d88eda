import ApusTesting

@testable import ApusGraph

extension OperationTable {
  static let shape: [OperationRow] = blocks + indexing + composites + [randomBits] + calls

  /// What cuts blocks out, puts them in and puts them together.
  private static let blocks: [OperationRow] = [
    row(
      DType.allCases,
      [
        (Slice(start: [1], limit: [4], strides: [1]), [[5]]), (Slice(start: [1, 0], limit: [5, 3], strides: [2, 3]), [[5, 3]]),
        (Slice(start: [], limit: [], strides: []), [[]]), (Slice(start: [2, 1], limit: [2, 3], strides: [4, 1]), [[3, 3]]),
        (Slice(start: [0, 0], limit: [0, 2], strides: [1, 1]), [[0, 3]]),
      ]
    ) {
      $0.differentiable = [0]
      $0.refusals = [
        .init(
          Slice(start: [1], limit: [6], strides: [1]), [TensorType(.float32, [5])],
          .attribute(operation: "slice", problem: "the range 1..<6 leaves axis 0", operand: [5])),
        .init(
          Slice(start: [1], limit: [3], strides: [0]), [TensorType(.float32, [5])],
          .attribute(operation: "slice", problem: "the stride 0 of axis 0 is not at least 1", operand: [5])),
        .init(
          Slice(start: [1], limit: [3], strides: [1]), [TensorType(.float32, [5, 1])],
          .attribute(operation: "slice", problem: "[1] to [3] by [1] does not name one range for each axis", operand: [5, 1])),
      ]
    },
    row(
      DType.allCases,
      [
        (Pad(low: [1], high: [2], interior: [0]), [[3], []]), (Pad(low: [1, 0], high: [0, 2], interior: [1, 2]), [[2, 3], []]),
        (Pad(low: [-1, 2], high: [1, -3], interior: [0, 1]), [[3, 3], []]), (Pad(low: [-3], high: [-1], interior: [2]), [[4], []]),
        (Pad(low: [-5], high: [1], interior: [1]), [[3], []]), (Pad(low: [2], high: [1], interior: [3]), [[0], []]),
        (Pad(low: [7], high: [-6], interior: [0]), [[3], []]), (Pad(low: [-4], high: [3], interior: [0]), [[3], []]),
        (Pad(low: [], high: [], interior: []), [[], []]), (Pad(low: [0, 1], high: [0, 1], interior: [0, 0]), [[0, 2], []]),
      ]
    ) {
      $0.differentiable = [0, 1]
      $0.refusals = [
        .init(
          Pad(low: [-2], high: [-2], interior: [0]), [TensorType(.float32, [3]), TensorType(.float32, [])],
          .attribute(operation: "pad", problem: "the padding -2, -2 cuts off more than axis 0 has", operand: [3])),
        .init(
          Pad(low: [0], high: [0], interior: [-1]), [TensorType(.float32, [3]), TensorType(.float32, [])],
          .attribute(operation: "pad", problem: "the padding -1 between elements is negative", operand: [3])),
        .init(
          Pad(low: [0], high: [0], interior: [0]), [TensorType(.float32, [3]), TensorType(.float64, [])],
          .operandsDiffer(operation: "pad", [TensorType(.float32, [3]), TensorType(.float64, [])])),
      ]
    },
    row(
      DType.allCases,
      [
        (Concatenate(axis: 0), [[2], [3], [1]]), (Concatenate(axis: 1), [[2, 1, 2], [2, 3, 2], [2, 0, 2]]),
        (Concatenate(axis: 1), [[0, 2], [0, 1], [0, 0]]), (Concatenate(axis: 2), [[2, 2, 1], [2, 2, 2], [2, 2, 3]]),
      ]
    ) {
      $0.differentiable = [0, 1, 2]
      $0.takesAnyCount = true
      $0.refusals = [
        .init(Concatenate(axis: 0), [TensorType(.float32, [])], .axisOutOfRange(operation: "concatenate", axis: 0, shape: [])),
        .init(
          Concatenate(axis: 0), [TensorType(.float32, [2, 2]), TensorType(.float32, [2, 3])],
          .operandsDiffer(operation: "concatenate", [TensorType(.float32, [2, 2]), TensorType(.float32, [2, 3])])),
      ]
    },
    OperationRow(
      DType.allCases.flatMap { dtype in
        [
          .init(DynamicSlice(sizes: [2]), [TensorType(dtype, [5]), start]),
          .init(DynamicSlice(sizes: [2, 3]), [TensorType(dtype, [4, 3]), start, start]),
          .init(DynamicSlice(sizes: []), [TensorType(dtype, [])]), .init(DynamicSlice(sizes: [0]), [TensorType(dtype, [3]), start]),
        ]
      }
    ) {
      $0.values = [Values(-3...3), Values(-3...6)]
      $0.differentiable = [0]
      $0.refusals = [
        .init(
          DynamicSlice(sizes: [4]), [TensorType(.float32, [3]), start],
          .attribute(operation: "dynamicSlice", problem: "a block of [4] does not fit", operand: [3])),
        .init(
          DynamicSlice(sizes: [2]), [TensorType(.float32, [3]), TensorType(.int64, [])],
          .unsupportedDType(operation: "dynamicSlice", .int64, expected: "starts of Int32")),
      ]
    },
    OperationRow(
      DType.allCases.flatMap { dtype in
        [
          .init(DynamicUpdateSlice(), [TensorType(dtype, [5]), TensorType(dtype, [2]), start]),
          .init(DynamicUpdateSlice(), [TensorType(dtype, [4, 3]), TensorType(dtype, [2, 3]), start, start]),
          .init(DynamicUpdateSlice(), [TensorType(dtype, []), TensorType(dtype, [])]),
          .init(DynamicUpdateSlice(), [TensorType(dtype, [3]), TensorType(dtype, [0]), start]),
        ]
      }
    ) {
      $0.values = [Values(-3...3), Values(-3...3), Values(-3...6)]
      $0.differentiable = [0, 1]
      $0.refusals = [
        .init(
          DynamicUpdateSlice(), [TensorType(.float32, [3]), TensorType(.float32, [1]), TensorType(.int32, [1])],
          .rank(operation: "dynamicUpdateSlice", shape: [1], expected: "starts that are scalars"))
      ]
    },
    OperationRow(
      DType.numbers.flatMap { source in
        DType.numbers.filter { $0.byteWidth == source.byteWidth }.flatMap { target in
          [[], [0], [2, 3]].map { .init(Bitcast(dtype: target), [TensorType(source, $0)]) }
        }
      }
    ) {
      $0.refusals = [
        .init(
          Bitcast(dtype: .float64), [TensorType(.float32, [2])],
          .unsupportedDType(operation: "bitcast", .float32, expected: "numbers as wide as Double, and Double a number"))
      ]
    },
  ]

  private static let start = TensorType(.int32, [])

  /// Operations on `[…, features]`, of few elements and of more than one block.
  private static func features(floor: Double = 30, _ operation: (TensorType) -> OperationRow.Case) -> OperationRow {
    let shapes: [TensorShape] = [[4, 3], [1, 2], [7], [2, 3, 5, 6], [6, 16, 16, 24], [40, 300]]
    let cases = [DType.float32, .float64].flatMap { dtype in shapes.map { operation(TensorType(dtype, $0)) } }
    return OperationRow(cases) {
      $0.values = [Values(1...3)]
      $0.differentiable = Array(cases[0].operands.indices)
      $0.tolerance = Tolerance(factor: 16, floor: floor)
      let integers = cases[0].operands.map { TensorType(.int32, $0.shape) }
      $0.refusals = [
        .init(cases[0].operation, integers, .unsupportedDType(operation: cases[0].operation.name, .int32, expected: "Float, Double"))
      ]
    }
  }

  private static let composites: [OperationRow] = [
    normalised { Softmax(axis: $0) }, normalised { LogSoftmax(axis: $0) },
    row(DType.floatingPoint, [(SoftmaxGradient(axis: 1), [[3, 4, 2], [3, 4, 2]]), (SoftmaxGradient(axis: 0), [[5], [5]])]) {
      // Large enough for a call, in rows of whole vectors and in others.
      for shape in [[8, 32, 64], [500, 45]] as [TensorShape] {
        let type = TensorType(.float32, shape)
        $0.cases.append(.init(SoftmaxGradient(axis: shape.rank - 1), [type, type]))
      }
      $0.differentiable = [0, 1]
      $0.tolerance = Tolerance(factor: 16, floor: 10)
      $0.refusals = [
        .init(
          SoftmaxGradient(axis: 1), [TensorType](repeating: TensorType(.float32, [2]), count: 2),
          .axisOutOfRange(operation: "softmaxGradient", axis: 1, shape: [2]))
      ]
    },
    OperationRow(
      DType.floatingPoint.flatMap { dtype in
        [[], [0], [3, 7]].flatMap { shape in
          [3, 4].map { .init(ScaledDifference(), [shape, shape, [], []].prefix($0).map { TensorType(dtype, $0) }) }
        }
      }
    ) {
      $0.differentiable = [0, 1, 2, 3]
      $0.takesAnyCount = true
      let float = TensorType(.float32, [2]), scalar = TensorType(.float32, .scalar), whole = TensorType(.int32, [2])
      $0.refusals = [
        .init(
          ScaledDifference(), [float, float],
          .operandCount(operation: "scaledDifference", given: 2, expected: "two arrays and one or two scalars")),
        .init(ScaledDifference(), [float, float, float], .operandsDiffer(operation: "scaledDifference", [float, float, float])),
        .init(ScaledDifference(), [float, scalar, scalar], .operandsDiffer(operation: "scaledDifference", [float, scalar, scalar])),
        .init(
          ScaledDifference(), [whole, whole, TensorType(.int32, .scalar)],
          .unsupportedDType(operation: "scaledDifference", .int32, expected: "Float, Double, Float16 or BFloat16")),
      ]
    },
    row(DType.floatingPoint, [0, 1].flatMap { row in [[3], [0]].map { (RunningMoment(row: row, share: 0.25), [$0, [2] + $0]) } }) {
      $0.differentiable = [0, 1]
      let float = TensorType(.float32, [3]), whole = TensorType(.int32, [3])
      $0.refusals = [
        .init(RunningMoment(row: 0, share: 1), [float, float], .operandsDiffer(operation: "runningMoment", [float, float])),
        .init(
          RunningMoment(row: 0, share: 1), [whole, whole],
          .unsupportedDType(operation: "runningMoment", .int32, expected: "Float, Double, Float16 or BFloat16")),
      ]
    },
    .elementwise(Square(), operandCount: 1, DType.numbers) {
      $0.differentiable = [0]
      $0.specials = OperationTable.specials
    },
    row(
      DType.floatingPoint,
      [([0], [[5]]), ([0, 1], [[3, 4]]), ([1], [[2, 3, 4]]), ([0, 2], [[2, 3, 4]]), ([], [[3]])].map { (Mean(axes: $0), $1) }
    ) {
      $0.differentiable = [0]
      let float = TensorType(.float32, [3, 4])
      $0.refusals = [
        .init(Mean(axes: [2]), [float], .axisOutOfRange(operation: "mean", axis: 2, shape: [3, 4])),
        .init(Mean(axes: [1, 1]), [float], .attribute(operation: "mean", problem: "the axes [1, 1] repeat one", operand: [3, 4])),
      ]
    },
    .elementwise(Relu(), operandCount: 1, DType.floatingPoint) {
      $0.differentiable = [0]
      $0.specials = OperationTable.specials
      $0.refusals = [
        .init(
          Relu(), [TensorType(.int32, [2])], .unsupportedDType(operation: "relu", .int32, expected: "Float, Double, Float16 or BFloat16"))
      ]
    },
    OperationRow(
      DType.floatingPoint.flatMap { dtype in
        [[4, 3], [0, 3], [5], [2, 3, 4]].map { (logits: TensorShape) in
          .init(SoftmaxCrossEntropy(), [TensorType(dtype, logits), TensorType(.int32, TensorShape(logits.dropLast()))])
        }
      }
    ) {
      $0.values = [Values(-3...3), Values(0...2)]
      $0.differentiable = [0]
      $0.tolerance = Tolerance(factor: 8, floor: 4)
      $0.refusals = [
        .init(
          SoftmaxCrossEntropy(), [TensorType(.float32, [4, 3]), TensorType(.int32, [3])],
          .attribute(operation: "softmaxCrossEntropy", problem: "logits [4, 3] need labels of shape [4]", operand: [3])),
        .init(
          SoftmaxCrossEntropy(), [TensorType(.float32, [4, 3]), TensorType(.int64, [4])],
          .unsupportedDType(operation: "softmaxCrossEntropy", .int64, expected: "labels of Int32")),
      ]
    },
    features { .init(FeatureMoments(), [$0]) },
    features { .init(FeatureSums(), [$0, $0, TensorType($0.dtype, [$0.shape[$0.rank - 1]])]) },
    features {
      let row = TensorType($0.dtype, [$0.shape[$0.rank - 1]])
      return .init(NormalizedFeatures(epsilon: 0.5), [$0, TensorType($0.dtype, [2, row.shape[0]]), row, row])
    },
    features { .init(FeatureTotals(), [$0]) },
    features {
      let row = TensorType($0.dtype, [$0.shape[$0.rank - 1]])
      return .init(NormalizedRows(epsilon: 0.5), [$0, row, row])
    },
    features { .init(NormalizedRowsGradient(epsilon: 0.5), [$0, $0, TensorType($0.dtype, [$0.shape[$0.rank - 1]])]) },
    features(floor: 300) { .init(NormalizedRowSums(epsilon: 0.5), [$0, $0]) },
    attention(of: 3) { $0 }, attention(of: 4) { SelfAttentionGradients(attention: $0) },
    OperationRow(
      [TensorType(.float64, [2, 3]), TensorType(.float32, [7]), TensorType(.float32, [300, 301]), TensorType(.float32, [])].map { type in
        .init(
          AdamStep(), [TensorType](repeating: type, count: 4) + [TensorType](repeating: TensorType(type.dtype, .scalar), count: 6))
      }
    ) {
      // The shares of the running means are below 1.
      $0.values = Array(repeating: Values(0.5...1.5), count: 4) + [Values(0.1...0.9), Values(0.1...0.9), Values(0.5...1.5)]
      $0.differentiable = Array(0..<10)
      // A parameter's descent may bring it near 0: what is rounded is the larger number before.
      $0.tolerance = Tolerance(floor: 4)
      $0.refusals = [
        .init(
          AdamStep(), [TensorType](repeating: TensorType(.int32, []), count: 10),
          .unsupportedDType(operation: "adamStep", .int32, expected: "Float, Double"))
      ]
    },
    OperationRow(
      [GeluForm.erf, .tanh].flatMap { form in
        DType.floatingPoint.flatMap { dtype in [[], [0], [3, 7]].map { .init(Gelu(form: form), [TensorType(dtype, $0)]) } }
      }
    ) {
      $0.differentiable = [0]
      $0.specials = [0, -0.0, 1, -1, 3, 6, .infinity, .nan]
      $0.tolerance = Tolerance(factor: 8, floor: 1)
    },
  ]

  /// Heads of some lengths, of which those of 16 elements and enough of them are computed by calls: whole blocks of queries and others.
  private static func attention(of operandCount: Int, _ make: (SelfAttention) -> any Operation) -> OperationRow {
    func cases(_ shape: TensorShape, _ dtypes: [DType]) -> [OperationRow.Case] {
      [true, false].flatMap { isCausal in
        dtypes.map { dtype in
          .init(
            make(SelfAttention(isCausal: isCausal, scale: 0.5)), [TensorType](repeating: TensorType(dtype, shape), count: operandCount))
        }
      }
    }
    let large: [TensorShape] = [[2, 64, 2, 16], [1, 77, 3, 48], [1, 33, 5, 64]]
    return OperationRow(cases([2, 3, 2, 4], [.float32, .float64]) + large.flatMap { cases($0, [.float32]) }) {
      $0.differentiable = Array(0..<operandCount)
      $0.values = [Values(-1...1)]
      $0.tolerance = Tolerance(factor: 64, floor: 1)
      let integers = [TensorType](repeating: TensorType(.int32, [2, 3, 2, 4]), count: operandCount), first = $0.cases[0].operation
      $0.refusals = [.init(first, integers, .unsupportedDType(operation: first.name, .int32, expected: "Float, Double"))]
    }
  }

  private static func normalised(_ make: (Int) -> any Operation) -> OperationRow {
    // The shapes of their own are large enough for a call, and the first for the barrier that keeps an attention's scores apart.
    let shapes: [(Int, [TensorShape])] = [(0, [[5]]), (1, [[3, 4, 2]]), (1, [[3, 0]]), (0, [[1]])]
    return row(DType.floatingPoint, shapes.map { (make($0), $1) }) {
      $0.cases += [.init(make(2), [TensorType(.float32, [8, 32, 64])]), .init(make(1), [TensorType(.float32, [500, 45])])]
      $0.differentiable = [0]
      $0.tolerance = Tolerance(factor: 16, floor: 1)
      $0.refusals = [
        .init(make(1), [TensorType(.float32, [2])], .axisOutOfRange(operation: make(1).name, axis: 1, shape: [2]))
      ]
    }
  }

  private static let randomBits = OperationRow([0, 1, 2, 7, 1_001].map { .init(RandomBits(count: $0), [TensorType(.uint64, [2])]) }) {
    $0.values = [Values(0...9e18)]
    $0.refusals = [
      .init(
        RandomBits(count: 2), [TensorType(.uint64, [3])],
        .rank(operation: "randomBits", shape: [3], expected: "a state of shape [2]: key and counter")),
      .init(
        RandomBits(count: -2), [TensorType(.uint64, [2])],
        .attribute(operation: "randomBits", problem: "the count -2 is negative", operand: [2])),
    ]
  }

  /// A row whose cases are tried in each of `dtypes`.
  static func row(
    _ dtypes: [DType], _ cases: [(any Operation, [TensorShape])], _ change: (inout OperationRow) -> Void
  ) -> OperationRow {
    OperationRow(dtypes.flatMap { dtype in cases.map { .init($0, $1.map { TensorType(dtype, $0) }) } }, change)
  }
}
