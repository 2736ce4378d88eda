import ApusTesting
import Testing

@testable import ApusGraph

/// One operation and what the common tests try it on. Each operation of the graph has a row, found by the name of its Swift type.
struct OperationRow: Sendable, CustomTestStringConvertible {
  /// The operation with some attributes, applied to operands of some types.
  struct Case: Sendable {
    let operation: any Operation
    let operands: [TensorType]
    /// The elements of each operand, where chance would not bring the ones that matter.
    let numbers: [[Double]]?

    init(_ operation: any Operation, _ operands: [TensorType], numbers: [[Double]]? = nil) {
      self.operation = operation
      self.operands = operands
      self.numbers = numbers
    }
  }

  /// An application that has to be refused.
  struct Refusal: Sendable {
    let application: Case
    let mistake: Mistake

    init(_ operation: any Operation, _ operands: [TensorType], _ mistake: Mistake) {
      application = Case(operation, operands)
      self.mistake = mistake
    }
  }

  let name: String
  var cases: [Case]
  /// What the operands' elements are drawn from; the last entry holds for all further operands.
  var values = [Values(-3...3)]
  /// The operands that have a derivative. Those of type `Double` are compared with finite differences.
  var differentiable: [Int] = []
  /// Whether to ask for a derivative is a mistake, told in the cotangents of floating-point operands.
  var refusesDerivatives = false
  /// Every combination of these is tried as well, in all types: infinities, NaN, zeros of both signs. For integers the infinities
  /// are their greatest and least numbers.
  var specials: [Double] = []
  var tolerance = Tolerance()
  /// Whether the operation takes one operand less as well.
  var takesAnyCount = false
  /// Applications that have to be refused, beside those that `OperationTests` tries on every row.
  var refusals: [Refusal] = []

  var testDescription: String { name }

  /// - Parameter cases: at least one; all of the same operation.
  init(_ cases: [Case], _ change: (inout OperationRow) -> Void = { _ in }) {
    self.cases = cases
    name = cases.first.map { String(describing: Swift.type(of: $0.operation)) } ?? "a row without cases"
    change(&self)
  }

  /// A row for an operation that takes operands of one type and works element by element.
  static func elementwise(
    _ operation: any Operation, operandCount: Int, _ dtypes: [DType], _ change: (inout OperationRow) -> Void = { _ in }
  ) -> OperationRow {
    let shapes: [TensorShape] = [[], [0], [1], [3, 0, 2], [7], [2, 3]]
    let cases = dtypes.flatMap { dtype in
      shapes.map { shape in Case(operation, [TensorType](repeating: TensorType(dtype, shape), count: operandCount)) }
    }
    return OperationRow(cases, change)
  }

  func values(of operand: Int) -> Values { values[min(operand, values.count - 1)] }
}

/// Every operation of the graph.
///
/// To add an operation add a row; `everyOperationHasARow` fails without one.
enum OperationTable {
  static let rows =
    unary + binary + others + linear + decompositions + fourier + segments + reductions + axesMoved + shape + ordered + loops + recurrent

  static let numbersWithSign = DType.allCases.filter { $0.isFloatingPoint || $0.isSignedInteger }
  static let bits = [DType.bool] + DType.integers

  /// Numbers at which floating-point functions have something special to say.
  static let specials: [Double] = [0, -0.0, 1, -1, 0.5, -2, 3, .infinity, -.infinity, .nan]
}
