import ApusTesting

@testable import ApusGraph

/// One application of an operation to arrays.
struct Trial: CustomStringConvertible {
  let operation: any Operation
  let operands: [HostArray]

  /// The result; of several results all elements one after the other, in the type of the last or as `Double`.
  func apply(_ operands: [Node]) -> Node {
    guard let operation = operation as? any TupleOperation else { return .make(operation, operands) }
    let results = results(operation, operands)
    let dtype = results.last.map(\.dtype).flatMap { $0.isFloatingPoint ? $0 : nil } ?? .float64
    let parts = results.map { $0.converted(to: dtype).reshaped(to: [$0.type.elementCount]) }
    return .make(Concatenate(axis: 0), parts)
  }

  private func results(_ operation: some TupleOperation, _ operands: [Node]) -> [Node] {
    Node.makeAll(operation, operands, count: (try? operation.resultTypes(of: operands.map(\.type)).count) ?? 1)
  }

  /// The reference evaluation.
  func result() throws -> HostArray {
    guard operation is any TupleOperation else {
      return try operation.evaluate(operands, to: operation.resultType(of: operands.map(\.type)))
    }
    return try Program(tracing: apply, operands.map(\.type)).evaluate(operands)[0]
  }

  /// The cotangents of the operands for ones as those of the floating-point results.
  func cotangents(_ operands: [Node]) -> [Node?] {
    guard let operation = operation as? any TupleOperation else {
      let result = Node.make(operation, operands)
      return result.operation.pullback(result.like(1), operands: operands, result: result)
    }
    let seeds = results(operation, operands).enumerated().filter { $1.dtype.isFloatingPoint }.map { ($0, $1.like(1)) }
    return operation.pullback(Dictionary(uniqueKeysWithValues: seeds), operands: operands, wanted: OperandSet(all: operands.count))
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

  /// Those of the operands that have a derivative which `trial` has: some operations can do without the last.
  func differentiable(in trial: Trial) -> [Int] { differentiable.filter { trial.operands.indices.contains($0) } }

  /// The cases in which the operands that have a derivative are of type `Double`, the type of finite differences, and all is finite.
  func differentiableTrials() throws -> [Trial] {
    if differentiable.isEmpty { return [] }
    return try trials().filter { trial in
      guard differentiable(in: trial).allSatisfy({ trial.operands[$0].type.dtype == .float64 }) else { return false }
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

extension OperandSet {
  init(all count: Int) {
    self.init()
    for index in 0..<count { insert(index) }
  }
}
