/// An operation on each element of one operand, with a result of the same type.
public protocol UnaryOperation: Operation {
  /// The name of the operation in StableHLO.
  static var stableHLO: String { get }
  /// The types it takes.
  static var dtypes: [DType] { get }
  /// The derivative of `result` at `operand`, times `cotangent`.
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node?
  /// The cost of one element in additions.
  static var elementCost: Int { get }
}

extension UnaryOperation {
  public static var elementCost: Int { 1 }

  public func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    guard Self.dtypes.contains(operands[0].dtype) else {
      throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: Self.dtypes.map(\.description).joined(separator: ", "))
    }
    return operands[0]
  }

  public func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    [Self.pullback(cotangent, operands[0], result)]
  }

  public func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }

  public func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.uniform(Self.stableHLO, operands, result)
  }

  public func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * Self.elementCost }
}

/// Applies `body` to each element.
@inline(__always)
func map<A: Element, B: Element>(_ operand: HostArray, to result: TensorType, _ body: (A) -> B) throws -> HostArray {
  let output = try HostArray(uninitialized: result)
  let source = operand.elements(A.self), target = output.elements(B.self)
  for index in source.indices { target[index] = body(source[index]) }
  return output
}
