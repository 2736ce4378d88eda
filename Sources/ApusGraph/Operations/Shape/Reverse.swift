/// The elements in the opposite order along some axes.
struct Reverse: Operation {
  static let name = "reverse"
  let axes: [Int]

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    for axis in axes where !operands[0].shape.indices.contains(axis) {
      throw .axisOutOfRange(operation: Self.name, axis: axis, shape: operands[0].shape)
    }
    guard Set(axes).count == axes.count else {
      throw .attribute(operation: Self.name, problem: "the axes \(axes) repeat one", operand: operands[0].shape)
    }
    return operands[0]
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [cotangent.reversed(along: axes)] }

  func vectorized(_ operands: [ExampleOperand]) -> Node? { .make(Reverse(axes: axes.map { $0 + 1 }), operands[0].node) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define("stablehlo.reverse \(operands[0].name), dims = \(axes.listText) : \(result.stableHLO)", result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    var strides = result.shape.rowMajorStrides
    var start = 0
    for axis in axes {
      start += (result.shape[axis] - 1) * strides[axis]
      strides[axis] = -strides[axis]
    }
    return try gatherElements(operands[0], to: result, StridedWalk(shape: result.shape.dimensions, strides: strides, start: start))
  }
}

extension Node {
  public func reversed(along axes: [Int]) -> Node { axes.isEmpty ? self : .make(Reverse(axes: axes), self) }
}
