import ApusTesting

@testable import ApusGraph

extension OperationTable {
  static let unary: [OperationRow] = [
    smooth(Exp()), smooth(Expm1(), special: [1e-6]),
    smooth(Log(), Values(0.2...4)), smooth(Log1p(), Values(-0.8...4), special: [1e-6]),
    smooth(Sqrt(), Values(0.2...4)), smooth(Rsqrt(), Values(0.2...4)), smooth(Cbrt(), Values(-3...3, avoiding: [0], distance: 0.2)),
    smooth(Sin()), smooth(Cos()), smooth(Tan(), Values(-1.2...1.2)),
    smooth(Asin(), Values(-0.9...0.9)), smooth(Acos(), Values(-0.9...0.9)), smooth(Atan()),
    smooth(Sinh(), special: [1e-6]), smooth(Cosh()), smooth(Tanh(), special: [1e-6, 30]),
    smooth(Asinh()), smooth(Acosh(), Values(1.2...4)), smooth(Atanh(), Values(-0.9...0.9)),
    smooth(Sigmoid(), special: [-30, 30]), smooth(Erf(), special: [1e-6, 6]), smooth(Erfc(), special: [1e-6, 6]),
    smooth(ErfInv(), Values(-0.95...0.95), special: [1e-6, 0.99, -0.99]),
    .elementwise(LogGamma(), operandCount: 1, DType.floatingPoint) {
      $0.values = [Values(0.2...6)]
      $0.differentiable = [0]
      $0.specials = specials + [20, 1e3]
      // Relative to the terms that it is the difference of: it vanishes at 1 and 2.
      $0.tolerance = Tolerance(factor: 64, floor: 1)
    },
    polygamma,
    .elementwise(Negate(), operandCount: 1, DType.numbers) {
      $0.differentiable = [0]
      $0.specials = specials
    },
    .elementwise(Abs(), operandCount: 1, numbersWithSign) {
      $0.values = [Values(-3...3, avoiding: [0])]
      $0.differentiable = [0]
      $0.specials = specials
    },
    .elementwise(Sign(), operandCount: 1, numbersWithSign) { $0.specials = specials },
    rounding(Floor()), rounding(Ceil()), rounding(RoundToEven()), rounding(RoundAwayFromZero()),
    .elementwise(IsFinite(), operandCount: 1, DType.floatingPoint) { $0.specials = specials },
    .elementwise(Not(), operandCount: 1, bits) { $0.specials = specials },
    .elementwise(PopulationCount(), operandCount: 1, DType.integers) { $0.specials = specials },
    .elementwise(Identity(), operandCount: 1, DType.allCases) { $0.differentiable = [0] },
    .elementwise(StopGradient(), operandCount: 1, DType.allCases),
    .elementwise(OptimizationBarrier(), operandCount: 1, DType.allCases) { $0.differentiable = [0] },
  ]

  private static func smooth(_ operation: any Operation, _ values: Values = Values(-3...3), special: [Double] = []) -> OperationRow {
    .elementwise(operation, operandCount: 1, DType.floatingPoint) {
      $0.values = [values]
      $0.differentiable = [0]
      $0.specials = specials + special
      // XLA approximates these by polynomials of its own.
      $0.tolerance = Tolerance(factor: 64)
    }
  }

  private static let polygamma = OperationRow(
    DType.floatingPoint.flatMap { dtype in
      [0, 1, 2, 5].flatMap { order in
        [[], [0], [3, 4]].map { .init(Polygamma(order: order), [TensorType(dtype, $0)]) }
      }
    }
  ) {
    $0.values = [Values(0.8...6)]
    $0.differentiable = [0]
    $0.tolerance = Tolerance(factor: 64, floor: 1)
    $0.refusals = [
      .init(
        Polygamma(order: -1), [TensorType(.float32, [2])],
        .attribute(operation: "polygamma", problem: "-1 is no order from 0 to 20", operand: [2]))
    ]
  }

  private static func rounding(_ operation: any Operation) -> OperationRow {
    .elementwise(operation, operandCount: 1, DType.floatingPoint) { $0.specials = specials + [-0.5, 1.5, -1.5, 2.5, 0.4999] }
  }
}
