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

  /// As `pullback(_:operands:result:)`, where only the operands in `wanted` matter: worth it where each operand takes nodes of its own.
  func pullback(_ cotangent: Node, operands: [Node], result: Node, wanted: OperandSet) -> [Node?]

  /// The results for many examples, along a new first axis; `nil` if there is no better way than one by one.
  ///
  /// - Parameter operands: of which at least one differs from example to example.
  func vectorized(_ operands: [ExampleOperand]) -> Node?

  /// Writes the operation as StableHLO and returns the name of its value.
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value

  /// The result in plain loops: the oracle for the lowering, and the way small graphs run.
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray

  /// How the host's programs compute the operation, if they need not call `evaluate`; with the same bits.
  func hostForm(of operands: [TensorType], to result: TensorType) -> HostForm

  /// The operation in others, if that is how it is evaluated: the host's programs are made of these.
  func expansion(of operands: [TensorType]) throws -> Program?

  /// How long `evaluate` takes, in additions of two elements. Depends on nothing but types, so that a program always takes the same path.
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int

  /// Whether the derivative is what a closure says, so that an equal operation may have another.
  var hasOwnRule: Bool { get }

  /// The operation as caches keep it: without what only a derivative needs, so that a cache keeps no graph alive.
  var cached: Self { get }

  /// The bits of the one number that is everywhere in the result, for an operation that is a number.
  var literal: UInt64? { get }
}

extension Operation {
  public var name: String { Self.name }
  public var hasOwnRule: Bool { false }
  public var cached: Self { self }
  public var literal: UInt64? { nil }
  public func hostForm(of operands: [TensorType], to result: TensorType) -> HostForm { .general }
  public func expansion(of operands: [TensorType]) throws -> Program? { nil }
  public func pullback(_ cotangent: Node, operands: [Node], result: Node, wanted: OperandSet) -> [Node?] {
    pullback(cotangent, operands: operands, result: result)
  }
  public func vectorized(_ operands: [ExampleOperand]) -> Node? { nil }
  public func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount }
}

/// Some of the operands of an operation. All beyond the 64th count as members.
public struct OperandSet: Sendable {
  private var bits: UInt64 = 0

  mutating func insert(_ index: Int) { if index < 64 { bits |= 1 << UInt64(index) } }
  public func contains(_ index: Int) -> Bool { index >= 64 || bits & 1 << UInt64(index) != 0 }
}

/// An operation that is made of others: lowering and evaluation come from its decomposition unless it brings better ones.
///
/// It is one node, and so is its derivative with respect to each operand, until a program is made of them: a training step that is
/// traced again and again has fewer nodes, and reads like the model.
public protocol CompositeOperation: Operation {
  /// The same result in other operations, applied to `operands`.
  func decomposition(of operands: [Node]) -> Node

  /// The same in the operations that other compilers know best, where those are slow on XLA:CPU.
  func portableDecomposition(of operands: [Node]) -> Node
}

extension CompositeOperation {
  public func portableDecomposition(of operands: [Node]) -> Node { decomposition(of: operands) }

  public func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    try emitter.inline(emitter.style == .portable ? portableDecomposition : decomposition, operands)
  }

  public func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try Program(tracing: decomposition, operands.map(\.type)).evaluate(operands)[0]
  }

  public func expansion(of operands: [TensorType]) throws -> Program? { try Program(tracing: decomposition, operands) }

  /// That of the operations that this one is made of.
  public func vectorized(_ operands: [ExampleOperand]) -> Node? {
    let parameters = operands.map { Node.placeholder($0.type, device: $0.node.device) }
    guard let count = operands.first?.count, let body = try? Region(parameters, [decomposition(of: parameters)]) else { return nil }
    return body.vectorized(operands, count: count)[0].spread
  }

  public func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    pullbackOfDecomposition(cotangent, operands: operands)
  }

  /// The cotangents of the operands by way of the nodes that the operation is made of.
  func pullbackOfDecomposition(_ cotangent: Node, operands: [Node]) -> [Node?] {
    // Stand-ins, because one operand may be computed from another: the sweep around this one goes that way, and once is enough.
    let standIns = operands.count == 1 ? operands : operands.map { Node.make(Identity(), $0) }
    return ReverseSweep(of: decomposition(of: standIns), seed: cotangent).gradients(withRespectTo: standIns)
  }

  public func pullback(_ cotangent: Node, operands: [Node], result: Node, wanted: OperandSet) -> [Node?] {
    var all: [Node] = []
    all.reserveCapacity(operands.count + 2)
    all.append(cotangent)
    operands.forEachHeld { all.append($0) }
    all.append(result)
    return operands.indices.map { index in
      wanted.contains(index) ? .make(Derivative(of: self, operand: index, count: operands.count), all) : nil
    }
  }
}
