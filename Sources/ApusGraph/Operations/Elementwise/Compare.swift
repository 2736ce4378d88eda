/// How two numbers are compared.
public enum Comparison: String, Hashable, Sendable, CaseIterable {
  case equal = "EQ", notEqual = "NE", less = "LT", lessOrEqual = "LE", greater = "GT", greaterOrEqual = "GE"
}

/// Compares the elements of two operands of one type; the result is `Bool`. Everything but `notEqual` is false for a NaN.
struct Compare: Operation {
  static let name = "compare"
  let comparison: Comparison

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "two operands") }
    guard operands[0] == operands[1] else { throw .operandsDiffer(operation: Self.name, operands) }
    return TensorType(.bool, operands[0].shape)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [nil, nil] }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    let dtype = operands[0].type.dtype
    let kind = dtype.isFloatingPoint ? "FLOAT" : dtype.isSignedInteger ? "SIGNED" : "UNSIGNED"
    return emitter.define(
      "stablehlo.compare \(comparison.rawValue), \(emitter.names(operands)), \(kind) : (\(emitter.types(operands))) -> \(result.stableHLO)",
      result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    if operands[0].type.dtype == .bool { return try evaluateBool(operands, result) }
    return try operands[0].type.dtype.dispatchNumber(Evaluation(comparison: comparison, operands: operands, type: result))
  }

  private func evaluateBool(_ operands: [HostArray], _ type: TensorType) throws -> HostArray {
    try zipMap(operands, to: type) { (a: Bool, b: Bool) in holds(UInt8(a ? 1 : 0), UInt8(b ? 1 : 0), comparison) }
  }

  private struct Evaluation: NumberVisitor {
    let comparison: Comparison
    let operands: [HostArray]
    let type: TensorType
    func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
      try zipMap(operands, to: type) { (a: E, b: E) in holds(a, b, comparison) }
    }
  }
}

@inline(__always)
private func holds<E: NumberElement>(_ a: E, _ b: E, _ comparison: Comparison) -> Bool {
  switch comparison {
  case .equal: a == b
  case .notEqual: a != b
  case .less: a < b
  case .lessOrEqual: a <= b
  case .greater: a > b
  case .greaterOrEqual: a >= b
  }
}

extension Node {
  public static func compare(_ a: Node, _ b: Node, _ comparison: Comparison) -> Node { .make(Compare(comparison: comparison), a, b) }
}
