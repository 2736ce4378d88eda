/// `condition ? a : b` for each element. The cotangent goes to the operand that was chosen.
struct Select: Operation {
  static let name = "select"

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 3 else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "a condition and two operands")
    }
    guard operands[0].dtype == .bool else { throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: "a Bool condition") }
    guard operands[1] == operands[2], operands[0].shape == operands[1].shape else { throw .operandsDiffer(operation: Self.name, operands) }
    return operands[1]
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let none = cotangent.like(0)
    return [nil, .select(operands[0], cotangent, none), .select(operands[0], none, cotangent)]
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define(
      "stablehlo.select \(emitter.names(operands)) : \(operands[0].type.stableHLO), \(result.stableHLO)", result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatch(Evaluation(operands: operands, type: result))
  }

  private struct Evaluation: ElementVisitor {
    let operands: [HostArray]
    let type: TensorType
    func visit<E: Element>(_: E.Type) throws -> HostArray {
      let output = try HostArray(uninitialized: type)
      let condition = operands[0].elements(Bool.self), target = output.elements(E.self)
      let chosen = operands[1].elements(E.self), other = operands[2].elements(E.self)
      for index in target.indices { target[index] = condition[index] ? chosen[index] : other[index] }
      return output
    }
  }
}

extension Node {
  public static func select(_ condition: Node, _ a: Node, _ b: Node) -> Node { .make(Select(), condition, a, b) }
}
