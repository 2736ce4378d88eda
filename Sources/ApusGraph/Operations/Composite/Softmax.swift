import CKernels
import PJRT

/// Positive numbers that sum to 1 along an axis: exp(x − max) / Σ exp(x − max). `BFloat16` is computed in `Float` and rounded once.
struct Softmax: CompositeOperation {
  static let name = "softmax"
  static let target = "apus_softmax"
  static let handler: ForeignCall.Handler = { crows_softmax($0) }
  let axis: Int

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType { try typeOfSoftmax(Self.name, operands, axis: axis) }

  /// A division for each row instead of one for each element: 10.1 to 8.0 ms on XLA:CPU.
  func decomposition(of operands: [Node]) -> Node {
    inFloat(operands[0]) { x in
      let powers = (x - x.max(along: [axis]).restoring([axis], of: x.shape)).exp()
      return powers * (1 / powers.sum(along: [axis])).restoring([axis], of: x.shape)
    }
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [.make(SoftmaxGradient(axis: axis), cotangent, result)] }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    if emitter.distributesRowsByCall(result, along: axis) {
      return try emitter.customCall(Self.target, by: Self.handler, operands, to: result)
    }
    let value = try emitter.inline(decomposition, operands)
    return isScores(result) ? emitter.barrier([value])[0] : value
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * 12 }
}

/// Whether the rows are an attention's scores. Fusing them into the products around is slow: barriers on the softmax and on its
/// derivative took a transformer's step from 424 to 397 ms.
func isScores(_ type: TensorType) -> Bool { type.rank >= 3 && type.elementCount >= 16_384 }

/// What the operations of this family take: floating point, any rank with the axis.
func typeOfSoftmax(_ name: String, _ operands: [TensorType], axis: Int) throws(Mistake) -> TensorType {
  guard operands.count == 1 else { throw .operandCount(operation: name, given: operands.count, expected: "one operand") }
  guard operands[0].dtype.isFloatingPoint else {
    throw .unsupportedDType(operation: name, operands[0].dtype, expected: "Float, Double, Float16 or BFloat16")
  }
  guard operands[0].shape.indices.contains(axis) else { throw .axisOutOfRange(operation: name, axis: axis, shape: operands[0].shape) }
  return operands[0]
}

/// `function` of a node, in `Float` if the node is `BFloat16`: sums over many elements need the digits.
func inFloat(_ x: Node, _ function: (Node) -> Node) -> Node {
  x.dtype.isHalfPrecision ? function(x.converted(to: .float32)).converted(to: x.dtype) : function(x)
}

extension Node {
  /// Positive numbers that sum to 1 along `axis`.
  public func softmax(alongAxis axis: Int) -> Node { .make(Softmax(axis: axis), self) }
}

extension Emitter {
  /// Forward and backward, 32 × 128 × 128 elements take 0.33 ms of a processor's time, and 0.9 in XLA's loops. Short rows are XLA's.
  func distributesRowsByCall(_ type: TensorType, along axis: Int) -> Bool {
    style == .tuned && type.dtype == .float32 && type.elementCount >= 16_384 && axis == type.rank - 1
      && (32...1 << 16).contains(type.shape[axis])
  }
}
