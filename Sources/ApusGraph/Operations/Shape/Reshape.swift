/// The same elements in row-major order under another shape.
struct Reshape: Operation {
  static let name = "reshape"
  let shape: TensorShape

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    guard operands[0].elementCount == shape.contiguousSize, shape.allSatisfy({ $0 >= 0 }) else {
      throw .cannotReshape(from: operands[0].shape, to: shape)
    }
    return TensorType(operands[0].dtype, shape)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [cotangent.reshaped(to: operands[0].shape)] }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { .make(Reshape(shape: [operands[0].count] + shape), operands[0].node) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define("stablehlo.reshape \(operands[0].name) : (\(operands[0].type.stableHLO)) -> \(result.stableHLO)", result)
  }

  // A copy, because the operand's memory may belong to a device buffer that a later step overwrites.
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { try operands[0].copy().reshaped(to: shape) }
  func hostForm(of operands: [TensorType], to result: TensorType) -> HostForm { HostForm(.same) }
}

extension Node {
  public func reshaped(to shape: TensorShape) -> Node {
    if self.shape == shape || diagnosis != nil { return self }
    return .make(Reshape(shape: shape), self)
  }
}
