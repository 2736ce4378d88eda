/// The first operand, with a derivative that somebody wrote by hand with respect to the others.
struct WithDerivative: Operation {
  static let name = "withDerivative"

  /// The cotangents of the inputs for the cotangent of the value. Inputs and value are arguments, because in the body of a loop they
  /// are other nodes than those that the rule was written for.
  final class Rule: Sendable {
    typealias Pullback = @Sendable (_ cotangent: Node, _ inputs: [Node], _ value: Node) -> [Node?]
    let pullback: Pullback
    init(_ pullback: @escaping Pullback) { self.pullback = pullback }
  }

  /// `nil` in caches, which would otherwise keep alive whatever the closure of the first such operation holds.
  let rule: Rule?

  var hasOwnRule: Bool { true }
  var cached: WithDerivative { WithDerivative(rule: nil) }

  // A program does not depend on the rule, so all of these operations are one to the cache.
  static func == (a: WithDerivative, b: WithDerivative) -> Bool { true }
  func hash(into hasher: inout Hasher) {}

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard let value = operands.first else { throw .operandCount(operation: Self.name, given: 0, expected: "a value") }
    return value
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let inputs = operands.dropFirst(), cotangents = rule?.pullback(cotangent, Array(inputs), result) ?? []
    if cotangents.count == inputs.count { return [nil] + cotangents }
    let mistake = Mistake.argument(
      function: Self.name, problem: "the derivative gives \(cotangents.count) cotangents for \(inputs.count) inputs",
      hint: "give one for each input, nil where there is none")
    return [nil] + inputs.map { _ in .poison(mistake, operands) }
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value { operands[0] }
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { try operands[0].copy() }
  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { 0 }
}

extension Node {
  /// `value`, with a derivative with respect to `inputs` that `pullback` computes from the cotangent of the value.
  ///
  /// No other derivative of `value` counts. The cotangents have the types of their inputs; `nil` stands for no influence. The derivative
  /// can be differentiated again if it is made of graph operations on the inputs.
  ///
  ///     let clipped = Node.withDerivative(x, of: [x]) { cotangent in [.minimum(cotangent, cotangent.like(1))] }
  public static func withDerivative(_ value: Node, of inputs: [Node], _ pullback: @escaping @Sendable (Node) -> [Node?]) -> Node {
    withDerivative(value, of: inputs) { cotangent, _, _ in pullback(cotangent) }
  }

  /// As `withDerivative(_:of:_:)`, where the rule gets the inputs and the value, which has this derivative.
  public static func withDerivative(
    _ value: Node, of inputs: [Node],
    _ pullback: @escaping @Sendable (_ cotangent: Node, _ inputs: [Node], _ value: Node) -> [Node?]
  ) -> Node {
    make(WithDerivative(rule: .init(pullback)), [value] + inputs)
  }
}
