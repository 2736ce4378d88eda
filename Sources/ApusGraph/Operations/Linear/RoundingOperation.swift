/// A sum of products whose operands of type `Float` are rounded to 16 bits first, if `roundedTo` says so: mixed precision.
protocol RoundingOperation: Operation {
  /// The type of 16 bits. It stays with the operation: derivatives round their operands as well.
  var roundedTo: DType? { get set }
}

extension RoundingOperation {
  /// The operation in the precision of the context.
  func inLocalPrecision(_ operands: [Node]) -> Node {
    var operation = self
    if operands.allSatisfy({ $0.dtype == .float32 }) { operation.roundedTo = Context.local.precision.operands }
    return .make(operation, operands)
  }

  func checkRounding(of operand: TensorType) throws(Mistake) {
    if roundedTo != nil, operand.dtype != .float32 { throw .unsupportedDType(operation: Self.name, operand.dtype, expected: "Float") }
  }

  /// For the reference evaluation: the operands as they were, with what rounding leaves of them.
  func rounded(_ operands: [HostArray]) throws -> [HostArray] {
    guard let roundedTo else { return operands }
    return try operands.map { operand in
      let narrow = try Convert(dtype: roundedTo).evaluate([operand], to: TensorType(roundedTo, operand.type.shape))
      return try Convert(dtype: operand.type.dtype).evaluate([narrow], to: operand.type)
    }
  }
}
