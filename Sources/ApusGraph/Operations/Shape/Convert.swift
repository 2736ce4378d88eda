/// The elements as another type: toward zero and saturating for integers, rounded to nearest for floating point, `x != 0` for `Bool`.
struct Convert: Operation {
  static let name = "convert"
  let dtype: DType

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    return TensorType(dtype, operands[0].shape)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    [operands[0].dtype.isFloatingPoint && dtype.isFloatingPoint ? cotangent.converted(to: operands[0].dtype) : nil]
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.converted(operands[0], to: result.dtype)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try operands[0].type.dtype.dispatch(From(operand: operands[0], type: result))
  }

  private struct From: ElementVisitor {
    let operand: HostArray
    let type: TensorType
    func visit<E: Element>(_: E.Type) throws -> HostArray { try type.dtype.dispatch(To<E>(operand: operand, type: type)) }
  }

  private struct To<Source: Element>: ElementVisitor {
    let operand: HostArray
    let type: TensorType
    func visit<Target: Element>(_: Target.Type) throws -> HostArray {
      // Integers go through Int64 so that large ones keep every digit, all else through Double. So does UInt64 on its way to
      // floating point: Int64 would make its upper half negative.
      try Source.dtype.isInteger && !(Source.dtype == .uint64 && Target.dtype.isFloatingPoint)
        ? map(operand, to: type) { (x: Source) in Target(converting: x.asInt64) }
        : map(operand, to: type) { (x: Source) in Target(converting: x.asDouble) }
    }
  }
}

extension Node {
  public func converted(to dtype: DType) -> Node { self.dtype == dtype ? self : .make(Convert(dtype: dtype), self) }
}

extension Emitter {
  mutating func converted(_ operand: Value, to dtype: DType) -> Value {
    let type = TensorType(dtype, operand.type.shape)
    return define("stablehlo.convert \(operand.name) : (\(operand.type.stableHLO)) -> \(type.stableHLO)", type)
  }
}
