import CKernels
import PJRT

/// The cotangent of what `Softmax` takes, from that of its result and the result: y · (ȳ − Σ ȳ · y).
struct SoftmaxGradient: CompositeOperation {
  static let name = "softmaxGradient"
  static let target = "apus_softmax_gradient"
  static let handler: ForeignCall.Handler = { crows_softmax_gradient($0) }
  let axis: Int

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "two operands") }
    let type = try typeOfSoftmax(Self.name, [operands[0]], axis: axis)
    guard operands[1] == type else { throw .operandsDiffer(operation: Self.name, operands) }
    return type
  }

  func decomposition(of operands: [Node]) -> Node {
    let (cotangent, result) = (operands[0], operands[1])
    let gradient = result * (cotangent - (cotangent * result).sum(along: [axis]).restoring([axis], of: result.shape))
    return isScores(result.type) ? gradient.withBarrier() : gradient
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    guard emitter.distributesRowsByCall(result, along: axis) else { return try emitter.inline(decomposition, operands) }
    return try emitter.customCall(Self.target, by: Self.handler, operands, to: result)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * 4 }
}
