import RealModule

/// The derivative of log Γ(x), and its derivatives in turn: order 0 is the digamma function. For positive x.
///
/// The derivative of one order is the next order.
struct Polygamma: Operation {
  static let name = "polygamma"
  let order: Int

  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    guard operands[0].dtype.isFloatingPoint else {
      throw .unsupportedDType(
        operation: Self.name, operands[0].dtype, expected: DType.floatingPoint.map(\.description).joined(separator: ", "))
    }
    // The factorial of the order is a factor of the result.
    guard (0...20).contains(order) else {
      throw .attribute(operation: Self.name, problem: "\(order) is no order from 0 to 20", operand: operands[0].shape)
    }
    return operands[0]
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [cotangent * operands[0].polygamma(order + 1)] }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * 64 }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    if order == 0 {
      return emitter.define("\"chlo.digamma\"(\(operands[0].name)) : (\(result.stableHLO)) -> \(result.stableHLO)", result)
    }
    let number = emitter.constant(Double(order), result)
    return emitter.define(
      "\"chlo.polygamma\"(\(emitter.names([number, operands[0]]))) : (\(emitter.types([number, operands[0]]))) -> \(result.stableHLO)",
      result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchFloat(Evaluation(order: order, operand: operands[0], type: result))
  }

  private struct Evaluation: FloatVisitor {
    let order: Int
    let operand: HostArray
    let type: TensorType
    func visit<E: FloatElement>(_: E.Type) throws -> HostArray {
      try map(operand, to: type) { (x: E) in E(converting: Polygamma.value(order, x.asDouble)) }
    }
  }

  /// An asymptotic sum for large x, to which recurrence leads: ψₙ(x) = ψₙ(x + 1) − (−1)ⁿ n! / xⁿ⁺¹ (M. Abramowitz and I. Stegun, "Handbook
  /// of Mathematical Functions", 6.3.5, 6.3.18, 6.4.6 and 6.4.11).
  private static func value(_ order: Int, _ x: Double) -> Double {
    guard x > 0 else { return .nan }
    if x == .infinity { return order == 0 ? .infinity : 0 }
    let factorial = (0..<order).reduce(1.0) { $0 * Double($1 + 1) }, n = Double(order)
    var (sum, x) = (0.0, x)
    while x < 25 + 2 * n {
      sum += factorial / .pow(x, n + 1)
      x += 1
    }
    sum += factorial / (2 * .pow(x, n + 1)) + (order == 0 ? -.log(x) : factorial / n / .pow(x, n))
    // (2k + n − 1)! / (2k)! / x^(2k + n)
    var term = factorial * (n + 1) / 2 / .pow(x, n + 2)
    for (place, number) in bernoulli.enumerated() {
      sum += number * term
      let k = Double(2 * place + 2)
      term *= (k + n) * (k + n + 1) / ((k + 1) * (k + 2)) / (x * x)
    }
    return order % 2 == 0 ? -sum : sum
  }

  /// B₂, B₄, …, B₁₆
  private static let bernoulli: [Double] = zip([1, -1, 1, -1, 5, -691, 7, -3617], [6, 30, 42, 30, 66, 2730, 6, 510]).map { $0 / $1 }
}

extension Node {
  /// The derivative number `order` of the digamma function, which is number 0.
  public func polygamma(_ order: Int) -> Node { .make(Polygamma(order: order), self) }
}
