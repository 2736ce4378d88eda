import ApusTesting

@testable import ApusGraph

extension OperationTable {
  static let binary: [OperationRow] = [
    arithmetic(Add()), arithmetic(Subtract()), arithmetic(Multiply()),
    arithmetic(Divide(), [Values(-3...3), Values(-3...3, avoiding: [0], distance: 0.3)]),
    arithmetic(Remainder(), [Values(4.1...4.9), Values(1.7...1.9)]),
    arithmetic(Maximum()), arithmetic(Minimum()),
    .elementwise(Power(), operandCount: 2, DType.floatingPoint) {
      $0.values = [Values(0.3...3), Values(-2...2)]
      $0.differentiable = [0, 1]
      $0.specials = specials
      $0.tolerance = Tolerance(factor: 32)
    },
    .elementwise(Atan2(), operandCount: 2, DType.floatingPoint) {
      $0.values = [Values(0.3...3), Values(-2...2)]
      $0.differentiable = [0, 1]
      $0.specials = specials
      $0.tolerance = Tolerance(factor: 16)
    },
    .elementwise(And(), operandCount: 2, bits) { $0.specials = specials },
    .elementwise(Or(), operandCount: 2, bits) { $0.specials = specials },
    .elementwise(Xor(), operandCount: 2, bits) { $0.specials = specials },
    shift(ShiftLeft()), shift(ShiftRightLogical()), shift(ShiftRightArithmetic()),
  ]

  private static func arithmetic(_ operation: any Operation, _ values: [Values] = [Values(-3...3)]) -> OperationRow {
    .elementwise(operation, operandCount: 2, DType.numbers) {
      $0.values = values
      $0.differentiable = [0, 1]
      $0.specials = specials
    }
  }

  /// By places inside the type's width, beyond it and below zero.
  private static func shift(_ operation: any Operation) -> OperationRow {
    .elementwise(operation, operandCount: 2, DType.integers) {
      $0.values = [Values(-100...100), Values(0...31)]
      $0.specials = [0, 1, -1, 7, 8, 31, 32, 63, 64, 1000, .infinity, -.infinity]
    }
  }
}
