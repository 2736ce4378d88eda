/// Finds where along one axis an element stands out. The result is `Int32` without that axis.
///
/// The first NaN wins, as in NumPy and XLA; of equal elements the first.
protocol ArgExtremumOperation: Operation {
  var axis: Int { get }
  init(axis: Int)
  /// How an element that wins compares with the others.
  static var wins: Comparison { get }
  /// What every element wins against.
  static var start: Double { get }
}

extension ArgExtremumOperation {
  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    let (dtype, shape) = (operands[0].dtype, operands[0].shape)
    guard dtype.isNumber else { throw .unsupportedDType(operation: Self.name, dtype, expected: "a number") }
    guard shape.indices.contains(axis) else { throw .axisOutOfRange(operation: Self.name, axis: axis, shape: shape) }
    guard shape[axis] > 0 else { throw .attribute(operation: Self.name, problem: "there is no element along axis \(axis)", operand: shape) }
    guard shape[axis] <= Int(Int32.max) else {
      throw .attribute(operation: Self.name, problem: "places along axis \(axis) do not fit Int32", operand: shape)
    }
    return TensorType(.int32, shape.removing([axis]))
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [nil] }
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { operands[0].elementCount }

  // Pairs of an element and its place are folded by a rule that is the same whatever the order in which pairs meet.
  func vectorized(_ operands: [ExampleOperand]) -> Node? { .make(Self(axis: axis + 1), operands[0].node) }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    let type = operands[0].type, dtype = type.dtype
    let places = TensorType(.int32, type.shape)
    let position = emitter.define("stablehlo.iota dim = \(axis) : \(places.stableHLO)", places)
    let element = TensorType(dtype, .scalar), place = TensorType(.int32, .scalar)
    let starts = [emitter.constant(bits: dtype.bits(of: Self.start), element), emitter.constant(Double(Int32.max), place)]
    let best = TensorType(dtype, result.shape)
    let kind = dtype.isFloatingPoint ? "FLOAT" : dtype.isSignedInteger ? "SIGNED" : "UNSIGNED"
    let (e, p, b) = (element.stableHLO, place.stableHLO, "tensor<i1>")
    let compare = { (a: String, c: String, how: String) in "stablehlo.compare \(how), \(a), \(c), \(kind) : (\(e), \(e)) -> \(b)" }
    let text = """
      "stablehlo.reduce"(\(operands[0].name), \(position.name), \(emitter.names(starts))) ({
        ^bb0(%x: \(e), %i: \(p), %y: \(e), %j: \(p)):
        %xNaN = \(compare("%x", "%x", "NE"))
        %yNumber = \(compare("%y", "%y", "EQ"))
        %yNaN = stablehlo.not %yNumber : \(b)
        %beats = \(compare("%x", "%y", Self.wins.rawValue))
        %onlyNaN = stablehlo.and %xNaN, %yNumber : \(b)
        %wins = stablehlo.or %beats, %onlyNaN : \(b)
        %equal = \(compare("%x", "%y", "EQ"))
        %bothNaN = stablehlo.and %xNaN, %yNaN : \(b)
        %same = stablehlo.or %equal, %bothNaN : \(b)
        %before = stablehlo.compare LT, %i, %j, SIGNED : (\(p), \(p)) -> \(b)
        %first = stablehlo.and %same, %before : \(b)
        %takes = stablehlo.or %wins, %first : \(b)
        %value = stablehlo.select %takes, %x, %y : \(b), \(e)
        %place = stablehlo.select %takes, %i, %j : \(b), \(p)
        stablehlo.return %value, %place : \(e), \(p)
      }) {dimensions = array<i64: \(axis)>} : (\(type.stableHLO), \(places.stableHLO), \(e), \(p)) -> \
      (\(best.stableHLO), \(result.stableHLO))
      """
    return Value(name: "\(emitter.define(text, count: 2))#1", type: result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try operands[0].type.dtype.dispatchNumber(Evaluation(operand: operands[0], axis: axis, isLargest: Self.wins == .greater, type: result))
  }
}

private struct Evaluation: NumberVisitor {
  let operand: HostArray
  let axis: Int
  let isLargest: Bool
  let type: TensorType

  func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
    let extent = operand.type.shape[axis], stride = operand.type.shape.rowMajorStrides[axis]
    let best = fold(operand, [axis], from: (place: -1, value: E.zeroValue)) { (best, x: E, index) in
      let beats = isLargest ? x > best.value : x < best.value
      if best.place < 0 || !best.value.isNotANumber && (beats || x.isNotANumber) { best = (index / stride % extent, x) }
    }
    return try HostArray(best.map { Int32($0.place) }, shape: type.shape)
  }
}
