/// Repeats the operand along axes: operand axis `i` becomes result axis `axes[i]`; an operand axis of extent 1 is repeated.
struct Broadcast: Operation {
  static let name = "broadcast"
  let shape: TensorShape
  let axes: [Int]

  init(to shape: TensorShape, axes: [Int]) {
    self.shape = shape
    self.axes = axes
  }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    let operand = operands[0]
    let fits =
      axes.count == operand.rank && axes.allSatisfy(shape.indices.contains) && zip(axes, axes.dropFirst()).allSatisfy(<)
      && zip(operand.shape, axes).allSatisfy { $0 == 1 || $0 == shape[$1] }
    guard fits else { throw .notBroadcastable(operation: Self.name, left: operand.shape, right: shape) }
    return TensorType(operand.dtype, shape)
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [cotangent.unbroadcast(to: operands[0].shape, axes: axes)] }

  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    .make(Broadcast(to: [operands[0].count] + shape, axes: [0] + axes.map { $0 + 1 }), operands[0].node)
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define(
      "stablehlo.broadcast_in_dim \(operands[0].name), dims = \(axes.listText) : (\(operands[0].type.stableHLO)) -> \(result.stableHLO)",
      result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let operand = operands[0].type.shape
    var strides = [Int](repeating: 0, count: shape.rank)
    for (axis, stride) in zip(operand.indices, operand.rowMajorStrides) where operand[axis] != 1 { strides[axes[axis]] = stride }
    return try gatherElements(operands[0], to: result, StridedWalk(shape: shape.dimensions, strides: strides))
  }

  func hostForm(of operands: [TensorType], to result: TensorType) -> HostForm {
    if operands[0].elementCount == 1 { return HostForm(.repeated) }
    return operands[0].elementCount == result.elementCount ? HostForm(.same) : .general
  }
}

extension Node {
  /// The operand repeated to `shape`: axes are aligned at the end, as in NumPy.
  public func broadcast(to shape: TensorShape) -> Node {
    if self.shape == shape || diagnosis != nil { return self }
    guard rank <= shape.rank else { return .poisoned(.notBroadcastable(operation: "broadcast", left: self.shape, right: shape)) }
    return .make(Broadcast(to: shape, axes: Array(shape.rank - rank..<shape.rank)), self)
  }

  /// The sum over what a broadcast repeated.
  func unbroadcast(to shape: TensorShape, axes: [Int]) -> Node {
    if axes.isEmpty { return sum(along: Array(self.shape.indices)) }
    let repeated = self.shape.indices.filter { axis in
      guard let source = axes.firstIndex(of: axis) else { return true }
      return shape[source] == 1 && self.shape[axis] != 1
    }
    let isOfRows = rank >= 2 && repeated == Array(0..<rank - 1) && dtype == .float32
    return (isOfRows ? .make(FeatureTotals(), self) : sum(along: repeated)).reshaped(to: shape)
  }

  /// Both operands repeated to the shape that NumPy gives their combination.
  static func broadcastTogether(_ a: Node, _ b: Node, operation: String) -> (Node, Node)? {
    if a.shape == b.shape { return (a, b) }
    guard let shape = TensorShape.broadcasting(a.shape, b.shape) else { return nil }
    return (a.broadcast(to: shape), b.broadcast(to: shape))
  }
}

extension TensorShape {
  /// The common shape of two operands under NumPy's rule, or `nil`.
  public static func broadcasting(_ a: TensorShape, _ b: TensorShape) -> TensorShape? {
    let (long, short) = a.rank >= b.rank ? (a, b) : (b, a)
    var result = long
    let lead = long.rank - short.rank
    for axis in short.indices {
      let (x, y) = (long[lead + axis], short[axis])
      guard x == y || x == 1 || y == 1 else { return nil }
      result[lead + axis] = x == 1 ? y : x
    }
    return result
  }
}
