/// An operation with several results.
///
/// Its node stands for all of them and has no value of its own: nobody holds it, and no program returns it. Each result is a
/// `Projection` of it. The reverse sweep hands the cotangents of the projections to the operation together.
protocol TupleOperation: Operation {
  func resultTypes(of operands: [TensorType]) throws(Mistake) -> [TensorType]

  /// The cotangents of the operands.
  ///
  /// - Parameter cotangents: by the number of the result; none for a result that the final one does not depend on.
  func pullback(_ cotangents: [Int: Node], operands: [Node], wanted: OperandSet) -> [Node?]

  /// As `pullback(_:operands:wanted:)`, where the node that stands for the results is at hand: worth it for a rule that is made of them.
  func pullback(_ cotangents: [Int: Node], of tuple: Node, operands: [Node], wanted: OperandSet) -> [Node?]

  /// The results for many examples; `nil` if there is no better way than one by one.
  func vectorizedResults(_ operands: [ExampleOperand]) -> [Node]?

  /// Writes the operation and returns the name that its results share: they are `name#0`, `name#1`, ….
  func lower(_ operands: [Value], to results: [TensorType], _ emitter: inout Emitter) throws -> String

  func evaluate(_ operands: [HostArray], to results: [TensorType]) throws -> [HostArray]
}

extension TupleOperation {
  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    _ = try resultTypes(of: operands)
    return .tuple
  }

  func vectorizedResults(_ operands: [ExampleOperand]) -> [Node]? { nil }

  func pullback(_ cotangents: [Int: Node], of tuple: Node, operands: [Node], wanted: OperandSet) -> [Node?] {
    pullback(cotangents, operands: operands, wanted: wanted)
  }

  /// Nobody has a cotangent of all results as one node: the sweep calls the rule that takes several.
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { operands.map { _ in nil } }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    Value(name: try lower(operands, to: try resultTypes(of: operands.map(\.type)), &emitter), type: .tuple)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try HostArray(tuple: evaluate(operands, to: try resultTypes(of: operands.map(\.type))))
  }
}

extension TensorType {
  /// The type of a node that stands for several results. No tensor has it: extents are not negative.
  static let tuple = TensorType(.bool, [-1])
  var isTuple: Bool { shape.rank == 1 && shape[0] == -1 }
}

extension Node {
  /// The results of an operation that has several; as many poisoned nodes if its operands do not fit.
  ///
  /// - Parameter count: how many results there are.
  static func makeAll<O: TupleOperation>(_ operation: O, _ operands: [Node], count: Int) -> [Node] {
    let tuple = make(operation, operands)
    guard tuple.diagnosis == nil, let types = try? operation.resultTypes(of: operands.map(\.type)) else {
      return [Node](repeating: tuple, count: count)
    }
    return types.enumerated().map { make(Projection(index: $0, type: $1), tuple) }
  }
}
