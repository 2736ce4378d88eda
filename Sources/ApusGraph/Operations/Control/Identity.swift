/// The operand itself, as another node: the point at which a gradient is taken, or a place that carries a parameter's name.
struct Identity: Operation {
  static let name = "identity"
  /// The path of a parameter, for diagnoses: no part of what the operation does.
  var label: String?

  static func == (a: Identity, b: Identity) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
  var cached: Identity { Identity() }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    return operands[0]
  }
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [cotangent] }
  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value { operands[0] }
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { try operands[0].copy() }
  func hostForm(of operands: [TensorType], to result: TensorType) -> HostForm { HostForm(.same) }
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { 0 }
}

/// The operand as a constant: no gradient passes.
struct StopGradient: Operation {
  static let name = "stopGradient"
  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    return operands[0]
  }
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [nil] }
  func vectorized(_ operands: [ExampleOperand]) -> Node? { elementwise(operands) }
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value { operands[0] }
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { try operands[0].copy() }
  func hostForm(of operands: [TensorType], to result: TensorType) -> HostForm { HostForm(.same) }
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { 0 }
}

extension Node {
  public func stoppingGradient() -> Node { .make(StopGradient(), self) }
}
