import Testing

@testable import ApusGraph

/// Operands that do not fit are refused with the mistake that says why.
@Suite struct OperationRefusalTests {
  @Test(arguments: OperationTable.rows)
  func wrongOperandsAreRefused(_ row: OperationRow) {
    for refusal in row.refusals {
      let mistake = row.mistake(refusal.application.operation, refusal.application.operands)
      #expect(mistake == refusal.mistake, "\(refusal.application)")
    }
  }

  @Test(arguments: OperationTable.rows)
  func aMissingOperandIsRefused(_ row: OperationRow) {
    for application in row.cases where !application.operands.isEmpty && !(row.takesAnyCount && application.operands.count > 1) {
      guard case .operandCount(let name, let given, _) = row.mistake(application.operation, application.operands.dropLast()) else {
        Issue.record("\(application)")
        return
      }
      #expect(name == application.operation.name)
      #expect(given == application.operands.count - 1)
    }
  }

  @Test(arguments: OperationTable.rows)
  func otherElementTypesAreRefused(_ row: OperationRow) {
    // One operation that takes one element type for all its operands: the types that no case of the row has must be refused.
    guard let application = row.cases.first, row.cases.allSatisfy({ Set($0.operands.map(\.dtype)).count == 1 }) else { return }
    let taken = Set(row.cases.flatMap { $0.operands.map(\.dtype) })
    for dtype in DType.allCases where !taken.contains(dtype) {
      let mistake = row.mistake(application.operation, application.operands.map { TensorType(dtype, $0.shape) })
      guard case .unsupportedDType(let name, let refused, _) = mistake else {
        Issue.record("\(row.name) of \(dtype): \(mistake.map { "\($0)" } ?? "accepted")")
        continue
      }
      #expect(name == application.operation.name && refused == dtype)
    }
  }

  @Test func operandsOfTwoShapesAreRefusedByBinaryOperations() {
    let operands = [TensorType(.float32, [2]), TensorType(.float32, [3])]
    for row in OperationTable.binary where row.cases.contains(where: { $0.operands.first?.dtype == .float32 }) {
      let mistake = row.mistake(row.cases[0].operation, operands)
      #expect(mistake == .operandsDiffer(operation: row.cases[0].operation.name, operands), "\(row)")
    }
  }
}

extension OperationRow {
  /// What the operation says to operands of these types; `nil` if it takes them.
  func mistake(_ operation: any Operation, _ operands: some Sequence<TensorType>) -> Mistake? {
    do {
      _ = try operation.resultType(of: Array(operands))
      return nil
    } catch {
      return error
    }
  }
}
