/// A primitive of the graph: a small value with the operation's attributes, in a file of its own.
///
/// Two operations that are equal mean the same computation; the program cache relies on it.
public protocol Operation: Hashable, Sendable {
  /// The name in diagnoses and reports, such as `add`.
  static var name: String { get }

  /// The type of the result, or what is wrong with the operands.
  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType

  /// The cotangents of the operands, in graph operations; `nil` where the operand has no influence or no derivative.
  ///
  /// - Parameters:
  ///   - cotangent: the derivative of the final result with respect to `result`, of the same type as `result`.
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?]

  /// Writes the operation as StableHLO and returns the name of its value.
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value

  /// The result in plain loops: the oracle for the lowering, and the way small graphs run.
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray

  /// How long `evaluate` takes, in additions of two elements. Depends on nothing but types, so that a program always takes the same path.
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int

  /// The operation as caches keep it: without what only a derivative needs, so that a cache keeps no graph alive.
  var cached: Self { get }
}

extension Operation {
  public var name: String { Self.name }
  public var cached: Self { self }
  public func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount }
}

/// An operation that is made of others: lowering and evaluation come from its decomposition unless it brings better ones.
public protocol CompositeOperation: Operation {
  /// The same result in other operations, applied to `operands`.
  func decomposition(of operands: [Node]) -> Node
}

extension CompositeOperation {
  public func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    try emitter.inline(decomposition, operands)
  }

  public func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try Program(tracing: decomposition, operands.map(\.type)).evaluate(operands)[0]
  }

  public func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    ReverseSweep(of: decomposition(of: operands), seed: cotangent).gradients(withRespectTo: operands)
  }
}
