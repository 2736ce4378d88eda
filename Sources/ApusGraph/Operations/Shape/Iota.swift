/// 0, 1, 2, … along one axis, the same along all others.
struct Iota: Operation {
  static let name = "iota"
  let type: TensorType
  let axis: Int

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard type.shape.indices.contains(axis) else { throw .axisOutOfRange(operation: Self.name, axis: axis, shape: type.shape) }
    guard type.dtype.isNumber else { throw .unsupportedDType(operation: Self.name, type.dtype, expected: "a number") }
    return type
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [] }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define("stablehlo.iota dim = \(axis) : \(result.stableHLO)", result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatch(Evaluation(type: result, axis: axis))
  }

  private struct Evaluation: ElementVisitor {
    let type: TensorType
    let axis: Int
    func visit<E: Element>(_: E.Type) throws -> HostArray {
      let output = try HostArray(uninitialized: type)
      let target = output.elements(E.self)
      var strides = [Int](repeating: 0, count: type.rank)
      strides[axis] = 1
      StridedWalk(shape: type.shape.dimensions, strides: strides).forEach { index, position in
        target[index] = E(converting: Int64(position))
      }
      return output
    }
  }
}

extension Node {
  public static func iota(_ type: TensorType, along axis: Int) -> Node { .make(Iota(type: type, axis: axis), []) }
}
