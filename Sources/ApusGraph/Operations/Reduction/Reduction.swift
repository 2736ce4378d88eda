/// Folds the elements along some axes, which disappear.
public protocol ReductionOperation: Operation {
  var axes: [Int] { get }
  init(axes: [Int])
  static var dtypes: [DType] { get }
  /// The StableHLO operation that combines two elements.
  static var combiner: String { get }
  /// The result over no elements, in the type's own bits.
  static func identity(_ dtype: DType) -> UInt64
}

extension ReductionOperation {
  public func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    try .reducing(operands, along: axes, operation: Self.name, Self.dtypes)
  }

  public func hostCost(of operands: [TensorType], to result: TensorType) -> Int { operands[0].elementCount }

  public func vectorized(_ operands: [ExampleOperand]) -> Node? { .make(Self(axes: axes.map { $0 + 1 }), operands[0].node) }

  public func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.reduce(operands[0], Self.combiner, identity: Self.identity(operands[0].type.dtype), along: axes)
  }
}

extension TensorType {
  /// What a reduction along `axes` makes of its operand.
  static func reducing(_ operands: [TensorType], along axes: [Int], operation: String, _ dtypes: [DType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: operation, given: operands.count, expected: "one operand") }
    let operand = operands[0]
    guard dtypes.contains(operand.dtype) else {
      throw .unsupportedDType(operation: operation, operand.dtype, expected: dtypes.map(\.description).joined(separator: ", "))
    }
    for axis in axes where !operand.shape.indices.contains(axis) {
      throw .axisOutOfRange(operation: operation, axis: axis, shape: operand.shape)
    }
    guard Set(axes).count == axes.count else {
      throw .attribute(operation: operation, problem: "the axes \(axes) repeat one", operand: operand.shape)
    }
    return TensorType(operand.dtype, operand.shape.removing(axes))
  }
}

extension TensorShape {
  public func removing(_ axes: [Int]) -> TensorShape {
    TensorShape(indices.filter { !axes.contains($0) }.map { self[$0] })
  }

  /// The shape with `axes` shrunk to 1.
  public func keeping(_ axes: [Int]) -> TensorShape {
    TensorShape(indices.map { axes.contains($0) ? 1 : self[$0] })
  }
}

extension Emitter {
  mutating func reduce(_ operand: Value, _ combiner: String, identity: UInt64, along axes: [Int]) -> Value {
    let result = TensorType(operand.type.dtype, operand.type.shape.removing(axes))
    let scalar = TensorType(operand.type.dtype, .scalar)
    let initial = constant(bits: identity, scalar)
    return define(
      "stablehlo.reduce(\(operand.name) init: \(initial.name)) applies stablehlo.\(combiner) "
        + "across dimensions = \(axes.sorted().listText) : (\(operand.type.stableHLO), \(scalar.stableHLO)) -> \(result.stableHLO)", result)
  }

  mutating func reshape(_ operand: Value, to shape: TensorShape) -> Value {
    let type = TensorType(operand.type.dtype, shape)
    return define("stablehlo.reshape \(operand.name) : (\(operand.type.stableHLO)) -> \(type.stableHLO)", type)
  }

  mutating func barrier(_ operands: [Value]) -> [Value] {
    if style == .portable { return operands }
    if operands.count == 1 { return [uniform("optimization_barrier", operands, operands[0].type)] }
    let tuple = define("stablehlo.optimization_barrier \(names(operands)) : \(types(operands))", count: operands.count)
    return operands.enumerated().map { Value(name: "\(tuple)#\($0)", type: $1.type) }
  }
}

/// Folds along axes: `body` combines the running value at an output place with the next element.
@inline(__always)
func fold<A: Element, B>(
  _ operand: HostArray, _ axes: [Int], from initial: B, _ body: (inout B, A, _ position: Int) -> Void
) -> [B] {
  let shape = operand.type.shape
  let reduced = shape.removing(axes)
  var strides = [Int](repeating: 0, count: shape.rank)
  for (axis, stride) in zip(shape.indices.filter { !axes.contains($0) }, reduced.rowMajorStrides) { strides[axis] = stride }
  var results = [B](repeating: initial, count: reduced.contiguousSize)
  let elements = operand.elements(A.self)
  results.withUnsafeMutableBufferPointer { results in
    StridedWalk(shape: shape.dimensions, strides: strides).forEach { index, place in body(&results[place], elements[index], index) }
  }
  return results
}
