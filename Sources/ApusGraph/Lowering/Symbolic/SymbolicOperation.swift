/// An operation that can be written down for any number of examples.
///
/// An extent of the types below is negative where it grows with the number: -2 stands for twice the number of examples.
protocol SymbolicOperation: Operation {
  /// Writes the operation; `nil` where it means something else for another number.
  ///
  /// - Parameter other: the same operation as it is for another number of examples.
  func lower(_ operands: [Value], to result: TensorType, other: any Operation, _ emitter: inout Emitter) throws -> Value?
}

extension SymbolicOperation {
  /// An operation whose result type follows from its operands is written as always.
  func lower(_ operands: [Value], to result: TensorType, other: any Operation, _ emitter: inout Emitter) throws -> Value? {
    guard let other = other as? Self, other == self else { return nil }
    return try lower(operands, to: result, &emitter)
  }
}

extension Clamp: SymbolicOperation {}
extension Compare: SymbolicOperation {}
extension Concatenate: SymbolicOperation {}
extension Convert: SymbolicOperation {}
extension Convolution: SymbolicOperation {}
extension DotGeneral: SymbolicOperation {}
extension IsFinite: SymbolicOperation {}
extension Max: SymbolicOperation {}
extension Min: SymbolicOperation {}
extension Pad: SymbolicOperation {}
extension Product: SymbolicOperation {}
extension ReduceWindow: SymbolicOperation {}
extension Select: SymbolicOperation {}
extension Sum: SymbolicOperation {}
extension Transpose: SymbolicOperation {}

extension Broadcast: SymbolicOperation {
  func lower(_ operands: [Value], to result: TensorType, other: any Operation, _ emitter: inout Emitter) throws -> Value? {
    guard let other = other as? Broadcast, other.axes == axes else { return nil }
    return emitter.symbolicBroadcast(operands[0], to: result, axes: axes)
  }
}

extension Reshape: SymbolicOperation {
  func lower(_ operands: [Value], to result: TensorType, other: any Operation, _ emitter: inout Emitter) throws -> Value? {
    let (operand, shape) = (operands[0], emitter.extents(of: result))
    return emitter.define(
      "stablehlo.dynamic_reshape \(emitter.names([operand, shape])) : (\(emitter.types([operand, shape]))) -> \(result.stableHLO)", result)
  }
}

extension Constant: SymbolicOperation {
  func lower(_ operands: [Value], to result: TensorType, other: any Operation, _ emitter: inout Emitter) throws -> Value? {
    guard let other = other as? Constant, other.bits == bits else { return nil }
    let scalar = emitter.constant(bits: bits, TensorType(result.dtype, .scalar))
    return emitter.symbolicBroadcast(scalar, to: result, axes: [])
  }
}

extension Iota: SymbolicOperation {
  func lower(_ operands: [Value], to result: TensorType, other: any Operation, _ emitter: inout Emitter) throws -> Value? {
    guard let other = other as? Iota, other.axis == axis else { return nil }
    let shape = emitter.extents(of: result)
    return emitter.define(
      "stablehlo.dynamic_iota \(shape.name), dim = \(axis) : (\(shape.type.stableHLO)) -> \(result.stableHLO)", result)
  }
}

extension Slice: SymbolicOperation {
  /// Along an axis that grows all elements are taken.
  func lower(_ operands: [Value], to result: TensorType, other: any Operation, _ emitter: inout Emitter) throws -> Value? {
    guard let other = other as? Slice, other.start == start, other.strides == strides else { return nil }
    let operand = operands[0].type.shape
    for axis in start.indices {
      let isWhole = operand[axis] < 0 && result.shape[axis] == operand[axis] && start[axis] == 0 && strides[axis] == 1
      if !isWhole, operand[axis] < 0 || other.limit[axis] != limit[axis] { return nil }
    }
    let limits = TensorType(result.dtype, TensorShape(start.indices.map { operand[$0] < 0 ? operand[$0] : limit[$0] }))
    let numbers = [operands[0], emitter.vector(start), emitter.extents(of: limits), emitter.vector(strides)]
    return emitter.define(
      "stablehlo.real_dynamic_slice \(emitter.names(numbers)) : (\(emitter.types(numbers))) -> \(result.stableHLO)", result)
  }
}

extension Emitter {
  fileprivate mutating func symbolicBroadcast(_ operand: Value, to result: TensorType, axes: [Int]) -> Value {
    let shape = extents(of: result)
    return define(
      "stablehlo.dynamic_broadcast_in_dim \(names([operand, shape])), dims = \(axes.listText) : (\(types([operand, shape]))) -> "
        + result.stableHLO, result)
  }

  /// The extents of a shape as a vector that is computed.
  fileprivate mutating func extents(of type: TensorType) -> Value {
    let one = TensorType(.int32, [1])
    guard let batchSize, type.shape.contains(where: { $0 < 0 }) else { return vector(type.shape.dimensions) }
    let size = reshape(batchSize, to: [1])
    let parts = type.shape.map { extent in
      if extent >= 0 { return vector([extent]) }
      return extent == -1 ? size : uniform("multiply", [size, vector([-extent])], one)
    }
    let all = TensorType(.int32, [parts.count])
    return parts.count == 1
      ? parts[0] : define("stablehlo.concatenate \(names(parts)), dim = 0 : (\(types(parts))) -> \(all.stableHLO)", all)
  }

  fileprivate mutating func vector(_ numbers: [Int]) -> Value {
    let type = TensorType(.int32, [numbers.count])
    return define("stablehlo.constant dense<\(numbers.isEmpty ? "" : numbers.listText)> : \(type.stableHLO)", type)
  }
}
