/// An operation on the elements of two operands of one type at the same place.
public protocol BinaryOperation: Operation {
  static var stableHLO: String { get }
  static var dtypes: [DType] { get }
  static func pullback(_ cotangent: Node, _ left: Node, _ right: Node, _ result: Node) -> (Node?, Node?)
  static var elementCost: Int { get }
}

extension BinaryOperation {
  public static var elementCost: Int { 1 }

  public func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "two operands") }
    guard operands[0] == operands[1] else { throw .operandsDiffer(operation: Self.name, operands) }
    guard Self.dtypes.contains(operands[0].dtype) else {
      throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: Self.dtypes.map(\.description).joined(separator: ", "))
    }
    return operands[0]
  }

  public func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let (left, right) = Self.pullback(cotangent, operands[0], operands[1], result)
    return [left, right]
  }

  public func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }

  public func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.uniform(Self.stableHLO, operands, result)
  }

  public func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * Self.elementCost }
}

/// Applies `body` to each pair of elements.
@inline(__always)
func zipMap<A: Element, B: Element>(_ operands: [HostArray], to result: TensorType, _ body: (A, A) -> B) throws -> HostArray {
  let output = try HostArray(uninitialized: result)
  let left = operands[0].elements(A.self), right = operands[1].elements(A.self), target = output.elements(B.self)
  for index in left.indices { target[index] = body(left[index], right[index]) }
  return output
}
