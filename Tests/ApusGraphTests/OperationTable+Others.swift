import ApusTesting
import Foundation

@testable import ApusGraph

extension OperationTable {
  /// Element by element, with operands of several types or attributes.
  static let others: [OperationRow] = [
    OperationRow(
      Comparison.allCases.flatMap { comparison in
        DType.allCases.flatMap { dtype in
          [[], [0], [40]].map { .init(Compare(comparison: comparison), [TensorType(dtype, $0), TensorType(dtype, $0)]) }
        }
      }
    ) { $0.specials = specials },
    OperationRow(
      DType.allCases.flatMap { dtype in
        [[], [0], [2, 3]].map { .init(Select(), [TensorType(.bool, $0), TensorType(dtype, $0), TensorType(dtype, $0)]) }
      }
    ) {
      $0.differentiable = [1, 2]
      $0.refusals = [
        .init(
          Select(), [TensorType(.int32, [2]), TensorType(.float32, [2]), TensorType(.float32, [2])],
          .unsupportedDType(operation: "select", .int32, expected: "a Bool condition"))
      ]
    },
    .elementwise(Clamp(), operandCount: 3, DType.numbers) {
      $0.values = [Values(-2 ... -1), Values(-3...3, avoiding: [-1, -2, 1, 2]), Values(1...2)]
      $0.differentiable = [0, 1, 2]
      $0.specials = [-1, 1, -.infinity, .infinity, .nan]
    },
    OperationRow(
      DType.allCases.flatMap { source in
        DType.allCases.flatMap { target in
          [[], [0], [12]].map { .init(Convert(dtype: target), [TensorType(source, $0)]) }
        }
      }
    ) {
      $0.values = [Values(-300...300)]
      $0.differentiable = [0]
      $0.specials = specials + [1e10, -1e10, 2.5, 300, -0.9]
    },
  ]

  /// Products of operands that are rounded to 16 bits.
  private static let mixedProducts: [OperationRow.Case] = [DType.bfloat16, .float16].flatMap { dtype in
    let products: [(DotGeneral, left: TensorShape, right: TensorShape)] = [
      (DotGeneral(leftContracting: [1], rightContracting: [0], roundedTo: dtype), [3, 4], [4, 5]),
      (DotGeneral(leftContracting: [0], rightContracting: [0], roundedTo: dtype), [4, 3], [4, 2]),
      (DotGeneral(leftContracting: [1], rightContracting: [1], roundedTo: dtype), [3, 4], [5, 4]),
      (DotGeneral(leftContracting: [0], rightContracting: [1], roundedTo: dtype), [4, 3], [5, 4]),
      (DotGeneral(leftContracting: [1], rightContracting: [0], roundedTo: dtype), [3, 0], [0, 2]),
      (
        DotGeneral(leftBatch: [1], rightBatch: [0], leftContracting: [0, 3], rightContracting: [3, 1], roundedTo: dtype), [2, 3, 4, 5],
        [3, 5, 6, 2]
      ),
      (DotGeneral(leftContracting: [2], rightContracting: [0], roundedTo: dtype), [2, 3, 4], [4, 2]),
    ]
    return products.map { product, left, right in
      OperationRow.Case(product, [TensorType(.float32, left), TensorType(.float32, right)])
    }
  }

  static let linear: [OperationRow] = [
    OperationRow(
      DType.numbers.map {
        .init(DotGeneral(leftContracting: [1], rightContracting: [0]), [TensorType($0, [3, 4]), TensorType($0, [4, 5])])
      }
        + [
          .init(
            DotGeneral(leftBatch: [1], rightBatch: [0], leftContracting: [0, 3], rightContracting: [3, 1]),
            [TensorType(.float64, [2, 3, 4, 5]), TensorType(.float64, [3, 5, 6, 2])]),
          .init(DotGeneral(leftContracting: [0], rightContracting: [0]), [TensorType(.float64, [4, 3]), TensorType(.float64, [4, 2])]),
          .init(DotGeneral(leftContracting: [], rightContracting: []), [TensorType(.float64, [3]), TensorType(.float64, [2])]),
          .init(DotGeneral(leftContracting: [0], rightContracting: [0]), [TensorType(.float32, [5]), TensorType(.float32, [5])]),
          .init(DotGeneral(leftContracting: [1], rightContracting: [0]), [TensorType(.float32, [3, 0]), TensorType(.float32, [0, 2])]),
          .init(DotGeneral(leftContracting: [1], rightContracting: [0]), [TensorType(.float32, [0, 3]), TensorType(.float32, [3, 2])]),
        ]
    ) {
      $0.cases += mixedProducts
      $0.differentiable = [0, 1]
      $0.tolerance = Tolerance(floor: 10)
      $0.refusals = [
        .init(
          DotGeneral(leftContracting: [1], rightContracting: [0]), [TensorType(.float32, [2, 3]), TensorType(.float32, [4, 2])],
          .matrixProduct(left: [2, 3], right: [4, 2])),
        .init(
          DotGeneral(leftContracting: [1], rightContracting: [0], roundedTo: .bfloat16),
          [TensorType(.float64, [2, 3]), TensorType(.float64, [3, 2])], .unsupportedDType(operation: "dot", .float64, expected: "Float")),
      ]
    },
    OperationRow(
      (DType.floatingPoint.map { TensorType($0, [3, 4]) } + [TensorType(.float32, [30, 40])]).flatMap { parameter in
        [false, true].map { isTransposed in
          let rows = parameter.shape[0], left: TensorShape = isTransposed ? [5, rows] : [rows, 5]
          return .init(
            ProductDescent(product: DotGeneral(leftContracting: [isTransposed ? 0 : 1], rightContracting: [0])),
            [parameter, TensorType(parameter.dtype, left), TensorType(parameter.dtype, [5, parameter.shape[1]])]
              + [TensorType(parameter.dtype, .scalar)])
        }
      }
    ) {
      $0.differentiable = [0, 1, 2, 3]
      $0.tolerance = Tolerance(floor: 20)
      let float = TensorType(.float32, [2, 2]), scalar = TensorType(.float32, .scalar)
      let descent = ProductDescent(product: DotGeneral(leftContracting: [1], rightContracting: [0]))
      $0.refusals = [
        .init(
          descent, [float, float],
          .operandCount(operation: "productDescent", given: 2, expected: "a parameter, two factors and a scalar")),
        .init(
          descent, [scalar, float, float, scalar], .operandsDiffer(operation: "scaledDifference", [scalar, float, scalar])),
      ]
    },
    OperationRow(
      (DType.floatingPoint.map { ($0, [3, 4], [4, 5]) } + [(.float32, [64, 64], [64, 64])] as [(DType, TensorShape, TensorShape)]).flatMap {
        dtype, left, right in
        [FinishedProduct.Finish.relu, .reluDerivative].map { finish in
          let third: TensorShape = finish == .relu ? [right[1]] : [left[0], right[1]]
          return .init(
            FinishedProduct(product: DotGeneral(leftContracting: [1], rightContracting: [0]), finish: finish),
            [left, right, third].map { TensorType(dtype, $0) })
        }
      }
    ) {
      $0.differentiable = [0, 1, 2]
      // Sums of up to 64 products of numbers below 3.
      $0.tolerance = Tolerance(floor: 144)
      let product = DotGeneral(leftContracting: [1], rightContracting: [0]), square = TensorType(.float32, [2, 2])
      let relu = FinishedProduct(product: product, finish: .relu), masked = FinishedProduct(product: product, finish: .reluDerivative)
      $0.refusals = [
        .init(
          relu, [square, square], .operandCount(operation: "finishedProduct", given: 2, expected: "two factors and a bias or a mask")),
        .init(relu, [square, square, square], .operandsDiffer(operation: "finishedProduct", [square, square])),
        .init(
          masked, [square, square, TensorType(.float32, [2])],
          .operandsDiffer(operation: "finishedProduct", [square, TensorType(.float32, [2])])),
      ]
    },
    OperationRow(
      ([([1], [3, 4]), ([0], [4, 3])] as [([Int], TensorShape)]).map { axes, left in
        let product = DotGeneral(leftContracting: axes, rightContracting: [0])
        return .init(NarrowProduct(product: product), [TensorType(.int8, left), TensorType(.int8, [4, 5])])
      }
    ) {
      let bytes = TensorType(.int8, [2, 3]), product = DotGeneral(leftContracting: [1], rightContracting: [0])
      $0.refusals = [.init(NarrowProduct(product: product), [bytes, bytes], .matrixProduct(left: [2, 3], right: [2, 3]))]
    },
    OperationRow(convolutions) {
      $0.differentiable = [0, 1]
      // The sums have up to 80 products of numbers below 3, whose mean magnitude is 2.25.
      $0.tolerance = Tolerance(floor: 180)
      $0.refusals = [
        .init(
          Convolution([.init()]), [TensorType(.float32, [1, 4, 2]), TensorType(.float32, [5, 2, 1])],
          .attribute(operation: "convolution", problem: "a filter of shape [5, 2, 1] is larger than the padded input", operand: [1, 4, 2])),
        .init(
          Convolution([.init()]), [TensorType(.float32, [4, 2]), TensorType(.float32, [5, 2, 1])],
          .rank(operation: "convolution", shape: [4, 2], expected: "an input of rank 3, [batch, space…, channels]")),
        .init(
          Convolution([.init()], roundedTo: .bfloat16), [TensorType(.float64, [1, 4, 2]), TensorType(.float64, [1, 2, 1])],
          .unsupportedDType(operation: "convolution", .float64, expected: "Float")),
      ]
    },
  ]

  private static var convolutions: [OperationRow.Case] {
    let types = { (dtype: DType, shapes: [TensorShape]) in shapes.map { TensorType(dtype, $0) } }
    let plain = DType.floatingPoint.map {
      OperationRow.Case(Convolution([.init(), .init()]), types($0, [[2, 5, 4, 3], [3, 2, 3, 2]]))
    }
    // Large enough for the other forms that XLA gets: few inputs, depthwise, few outputs.
    let formed = DType.floatingPoint.flatMap { dtype -> [OperationRow.Case] in
      [
        .init(Convolution([.init(padding: (1, 1)), .init(padding: (-1, 3))]), types(dtype, [[3, 20, 20, 1], [3, 3, 1, 2]])),
        .init(Convolution([.init(stride: 2, filterDilation: 2)], featureGroups: 3), types(dtype, [[2, 1010, 3], [2, 1, 3]])),
        .init(Convolution([.init(padding: (2, -1)), .init(padding: (3, 2))]), types(dtype, [[3, 19, 18, 20], [2, 2, 20, 7]])),
      ]
    }
    // The smallest input elements are below what `Float16` has in full precision.
    let rounded = [DType.bfloat16, .float16].flatMap { dtype -> [OperationRow.Case] in
      let windows = [Convolution.Window(padding: (1, 1)), .init(stride: 2)], numbers = [3.14159, -1.2345678, 1e-5 / 3, 7e-8]
      return [[[1, 5, 4, 2], [3, 2, 2, 3]], [[3, 40, 40, 1], [3, 3, 1, 2]]].map { (shapes: [TensorShape]) in
        .init(
          Convolution(windows, roundedTo: dtype), types(.float32, shapes),
          numbers: [
            (0..<shapes[0].contiguousSize).map { numbers[$0 % 4] * Double($0 % 7 + 1) },
            (0..<shapes[1].contiguousSize).map { sin(Double($0)) },
          ])
      }
    }
    return plain + formed + rounded + [
      .init(Convolution([.init(stride: 2, padding: (1, 2))]), types(.float64, [[2, 7, 3], [3, 3, 4]])),
      .init(
        Convolution([.init(stride: 2, padding: (2, 1), filterDilation: 2), .init(padding: (-1, 3), inputDilation: 3)]),
        types(.float64, [[2, 6, 4, 2], [3, 2, 2, 3]])),
      .init(Convolution([.init(padding: (1, 1))], featureGroups: 2), types(.float64, [[2, 5, 4], [3, 2, 6]])),
      .init(Convolution([]), types(.float64, [[3, 4], [4, 2]])),
    ]
  }
}
