import ApusTesting

@testable import ApusGraph

/// One application of an operation to arrays.
struct Trial: CustomStringConvertible {
  let operation: any Operation
  let operands: [HostArray]

  func apply(_ operands: [Node]) -> Node { .make(operation, operands) }

  /// The reference evaluation.
  func result() throws -> HostArray {
    try operation.evaluate(operands, to: operation.resultType(of: operands.map(\.type)))
  }

  var description: String { "\(operation) of \(operands.map(\.type))" }
}

extension OperationRow {
  /// Every case with numbers that its place in the table determines, and the combinations of special numbers.
  func trials() throws -> [Trial] {
    try cases.enumerated().map { place, application in
      try Trial(
        operation: application.operation,
        operands: application.operands.enumerated().map { operand, type in
          if let numbers = application.numbers { return try HostArray(converting: numbers[operand], to: type) }
          return try .random(type, values(of: operand), seed: UInt64(place * 16 + operand + 1))
        })
    } + specialTrials()
  }

  /// The cases in which the operands that have a derivative are of type `Double`, the type of finite differences, and all is finite.
  func differentiableTrials() throws -> [Trial] {
    if differentiable.isEmpty { return [] }
    return try trials().filter { trial in
      guard differentiable.allSatisfy({ trial.operands[$0].type.dtype == .float64 }) else { return false }
      let result = try trial.result()
      guard result.type.dtype == .float64 else { return false }
      return try (trial.operands + [result]).allSatisfy { try $0.doubles().allSatisfy(\.isFinite) }
    }
  }

  /// One trial for each operation and element type: element by element all combinations of special numbers.
  private func specialTrials() throws -> [Trial] {
    if specials.isEmpty { return [] }
    var seen: Set<String> = []
    return try cases.compactMap { application in
      let dtypes = application.operands.map(\.dtype), count = dtypes.count
      guard seen.insert("\(application.operation) \(dtypes)").inserted else { return nil }
      let total = dtypes.reduce(1) { product, _ in product * specials.count }
      return try Trial(
        operation: application.operation,
        operands: dtypes.enumerated().map { operand, dtype in
          let period = (operand..<count - 1).reduce(1) { product, _ in product * specials.count }
          let numbers = (0..<total).map { specials[$0 / period % specials.count] }
          return try HostArray(converting: numbers, to: TensorType(dtype, [total]))
        })
    }
  }
}
