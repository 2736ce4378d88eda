/// The cotangent of one operand of a composite operation, as one node: like a call whose body is written down when a program is made.
///
/// Its operands are the cotangent of the result, the operation's operands, and the result.
struct Derivative<Function: CompositeOperation>: CompositeOperation {
  static var name: String { Function.name + "Derivative" }
  let function: Function
  /// The operand that the derivative is with respect to.
  let operand: Int
  let count: Int

  init(of function: Function, operand: Int, count: Int) {
    self.function = function
    self.operand = operand
    self.count = count
  }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == count + 2 else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "a cotangent, \(count) operands and the result")
    }
    return operands[operand + 1]
  }

  func decomposition(of operands: [Node]) -> Node {
    let parts = function.pullback(operands[0], operands: Array(operands[1...count]), result: operands[count + 1])
    return parts[operand] ?? operands[operand + 1].zeros
  }

  // A second derivative is rare: it starts from the nodes of the first.
  func pullback(_ cotangent: Node, operands: [Node], result: Node, wanted: OperandSet) -> [Node?] {
    pullback(cotangent, operands: operands, result: result)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    guard operands.count == count + 2 else { return result.elementCount }
    return 2 * function.hostCost(of: Array(operands[1...count]), to: operands[count + 1]) + result.elementCount
  }

  var hasOwnRule: Bool { function.hasOwnRule }
  var cached: Self { Derivative(of: function.cached, operand: operand, count: count) }
}
