import CKernels
import PJRT

/// A step of Adam for one parameter. The results are the parameter p and the running means m and v of the gradient g and of its square:
///
///     m ← m + (g − m) · gradientShare
///     v ← v + (g² − v) · squareShare
///     p ← kept · p − rate · m / (rootFactor · √v + epsilon)
///
/// Operands: p, m, v and g, of one shape, then the six scalars as `AdamNumbers` has them. Kingma and Ba, "Adam: a method for stochastic
/// optimization", 2015, with the corrections of both means in `rate` and `rootFactor`.
struct AdamStep: TupleOperation, UpdateInPlace {
  static let name = "adamStep"
  static let target = "apus_adam_step"
  static let handler: ForeignCall.Handler = { cupdates_adam($0) }
  static let resultCount = 3
  private static let numberCount = 6
  var readerCount = 0

  func resultTypes(of operands: [TensorType]) throws(Mistake) -> [TensorType] {
    guard operands.count == 4 + Self.numberCount + readerCount else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "four arrays and six numbers")
    }
    let dtype = operands[0].dtype, numbers = operands[4...].prefix(Self.numberCount)
    guard dtype == .float32 || dtype == .float64 else {
      throw .unsupportedDType(operation: Self.name, dtype, expected: "Float, Double")
    }
    guard operands[..<4].allSatisfy({ $0 == operands[0] }), numbers.allSatisfy({ $0 == TensorType(dtype, .scalar) }) else {
      throw .operandsDiffer(operation: Self.name, operands)
    }
    return Array(operands[..<Self.resultCount])
  }

  func decomposition(of operands: [Node]) -> [Node] {
    let (parameter, gradient) = (operands[0], operands[3])
    let numbers = AdamNumbers(operands)
    let first = operands[1] + (gradient - operands[1]) * numbers.gradientShare
    let second = operands[2] + (gradient * gradient - operands[2]) * numbers.squareShare
    let direction = first * numbers.rate / (second.sqrt() * numbers.rootFactor + numbers.epsilon)
    return [parameter * numbers.kept - direction, first, second]
  }

  func pullback(_ cotangents: [Int: Node], operands: [Node], wanted: OperandSet) -> [Node?] {
    pullbackOfDecomposition(decomposition, cotangents, operands)
  }

  func vectorizedResults(_ operands: [ExampleOperand]) -> [Node]? { vectorizedDecomposition(decomposition, operands) }

  func lower(_ operands: [Value], to results: [TensorType], _ emitter: inout Emitter) throws -> String {
    if emitter.style == .tuned, results[0].dtype == .float32 {
      return try emitter.customCall(Self.target, by: Self.handler, operands, toAll: results, inPlace: true)
    }
    return try emitter.inlineAll(decomposition, operands)
  }

  func evaluate(_ operands: [HostArray], to results: [TensorType]) throws -> [HostArray] {
    try Program(tracingMany: decomposition, operands.map(\.type)).evaluate(operands)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { operands.first.map { $0.elementCount * 20 } ?? 0 }
}

/// The scalars of a step of Adam, in the order of the operands.
package struct AdamNumbers {
  /// What a step adds to the running means: 1 − β₁ and 1 − β₂.
  let gradientShare, squareShare: Node
  let rate, rootFactor, epsilon: Node
  /// The share of the parameter that does not decay.
  let kept: Node

  package init(gradientShare: Node, squareShare: Node, rate: Node, rootFactor: Node, epsilon: Node, kept: Node) {
    (self.gradientShare, self.squareShare, self.rate) = (gradientShare, squareShare, rate)
    (self.rootFactor, self.epsilon, self.kept) = (rootFactor, epsilon, kept)
  }

  fileprivate init(_ operands: [Node]) {
    self.init(
      gradientShare: operands[4], squareShare: operands[5], rate: operands[6], rootFactor: operands[7], epsilon: operands[8],
      kept: operands[9])
  }

  fileprivate var nodes: [Node] { [gradientShare, squareShare, rate, rootFactor, epsilon, kept] }
}

extension Node {
  /// The parameter after a step of Adam, and its two running means.
  ///
  /// - Parameter means: of the gradient and of its square, of the parameter's shape.
  package func adamStep(along gradient: Node, means: (Node, Node), _ numbers: AdamNumbers) -> [Node] {
    Node.makeAll(AdamStep(), [self, means.0, means.1, gradient] + numbers.nodes, count: AdamStep.resultCount)
  }
}
