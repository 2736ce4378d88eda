// TensorFlow's functions of single elements, which repeat smaller operands as NumPy does.

/// A function of one element, under TensorFlow's name.
protocol TensorFlowUnary: TensorFlowOperation {
  static var tensorFlow: String { get }
}

extension TensorFlowUnary {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    graph.add(Self.tensorFlow, operands, ["T": .type(operands[0].type.dtype)], output: "y", to: result, shape: operands[0].shape)
  }
}

extension Abs: TensorFlowUnary { static let tensorFlow = "Abs" }
extension Ceil: TensorFlowUnary { static let tensorFlow = "Ceil" }
extension Cos: TensorFlowUnary { static let tensorFlow = "Cos" }
extension Erf: TensorFlowUnary { static let tensorFlow = "Erf" }
extension Exp: TensorFlowUnary { static let tensorFlow = "Exp" }
extension Expm1: TensorFlowUnary { static let tensorFlow = "Expm1" }
extension Floor: TensorFlowUnary { static let tensorFlow = "Floor" }
extension IsFinite: TensorFlowUnary { static let tensorFlow = "IsFinite" }
extension Log: TensorFlowUnary { static let tensorFlow = "Log" }
extension Log1p: TensorFlowUnary { static let tensorFlow = "Log1p" }
extension Negate: TensorFlowUnary { static let tensorFlow = "Neg" }
extension RoundToEven: TensorFlowUnary { static let tensorFlow = "Rint" }
extension Rsqrt: TensorFlowUnary { static let tensorFlow = "Rsqrt" }
extension Sigmoid: TensorFlowUnary { static let tensorFlow = "Sigmoid" }
extension Sign: TensorFlowUnary { static let tensorFlow = "Sign" }
extension Sin: TensorFlowUnary { static let tensorFlow = "Sin" }
extension Sqrt: TensorFlowUnary { static let tensorFlow = "Sqrt" }
extension Tan: TensorFlowUnary { static let tensorFlow = "Tan" }
extension Tanh: TensorFlowUnary { static let tensorFlow = "Tanh" }

/// A function of two elements, under TensorFlow's name.
protocol TensorFlowBinary: TensorFlowOperation {
  static var tensorFlow: String { get }
}

extension TensorFlowBinary {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try graph.elementwise(Self.tensorFlow, operands, ["T": .type(operands[0].type.dtype)], output: "z", to: result)
  }
}

extension Add: TensorFlowBinary { static let tensorFlow = "AddV2" }
extension Maximum: TensorFlowBinary { static let tensorFlow = "Maximum" }
extension Minimum: TensorFlowBinary { static let tensorFlow = "Minimum" }
extension Multiply: TensorFlowBinary { static let tensorFlow = "Mul" }
extension Power: TensorFlowBinary { static let tensorFlow = "Pow" }
extension Subtract: TensorFlowBinary { static let tensorFlow = "Sub" }

extension Divide: TensorFlowBinary {
  static let tensorFlow = "RealDiv"

  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    let operation = result.dtype.isFloatingPoint ? "RealDiv" : "TruncateDiv"
    return try graph.elementwise(operation, operands, ["T": .type(result.dtype)], output: "z", to: result)
  }
}

extension Compare: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try requireSame(other)
    let operation =
      switch comparison {
      case .equal: "Equal"
      case .notEqual: "NotEqual"
      case .less: "Less"
      case .lessOrEqual: "LessEqual"
      case .greater: "Greater"
      case .greaterOrEqual: "GreaterEqual"
      }
    return try graph.elementwise(operation, operands, ["T": .type(operands[0].type.dtype)], output: "z", to: result)
  }
}

extension Select: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    try graph.elementwise("SelectV2", operands, ["T": .type(result.dtype)], output: "output", to: result)
  }
}

extension Clamp: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    let type = ["T": TensorFlowGraph.Attribute.type(result.dtype)]
    let raised = try graph.elementwise("Maximum", [operands[1], operands[0]], type, output: "z", to: result)
    return try graph.elementwise("Minimum", [raised, operands[2]], type, output: "z", to: result)
  }
}

extension Convert: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    graph.add(
      "Cast", operands, ["SrcT": .type(operands[0].type.dtype), "DstT": .type(dtype)], output: "y", to: result, shape: operands[0].shape)
  }
}

extension Relu: TensorFlowOperation {
  func write(
    _ operands: [TensorFlowValue], to result: TensorType, other: any Operation, _ graph: inout TensorFlowGraph
  ) throws -> TensorFlowValue {
    graph.add("Relu", operands, ["T": .type(result.dtype)], output: "activations", to: result, shape: operands[0].shape)
  }
}

extension TensorFlowGraph {
  fileprivate mutating func elementwise(
    _ operation: String, _ operands: [TensorFlowValue], _ attributes: [String: Attribute], output: String, to result: TensorType
  ) throws -> TensorFlowValue {
    let shape = operands.dropFirst().reduce(operands[0].shape as TensorShape?) { shape, operand in
      shape.flatMap { .broadcasting($0, operand.shape) }
    }
    guard let shape else { throw MissingOperation(operation: operation) }
    return add(operation, operands, attributes, output: output, to: result, shape: shape)
  }
}
