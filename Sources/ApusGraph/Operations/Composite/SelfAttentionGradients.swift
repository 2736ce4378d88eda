import CKernels
import PJRT

/// The cotangents of the query, the key and the value of a `SelfAttention`, from that of its result and from the three.
///
/// With weights P, they are those of two products and of the softmax between them. P is made once more instead of kept, as in T. Dao et
/// al., "FlashAttention", 2022, section 3.
struct SelfAttentionGradients: TupleOperation {
  static let name = "selfAttentionGradients"
  static let target = "apus_attention_gradients"
  static let handler: ForeignCall.Handler = { cattention_gradients($0) }
  let attention: SelfAttention

  func resultTypes(of operands: [TensorType]) throws(Mistake) -> [TensorType] {
    guard operands.count == 4 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "four operands") }
    let heads = try typeOfHeads(Self.name, operands)
    return [heads, heads, heads]
  }

  func decomposition(of operands: [Node]) -> [Node] {
    let (cotangent, query, key, value) = (operands[0].byHeads, operands[1].byHeads, operands[2].byHeads, operands[3].byHeads)
    let weights = attention.weights(operands[1], operands[2]), ofWeights = DotGeneral.perHead(cotangent, [3], value, [3])
    let ofScores = Node.make(SoftmaxGradient(axis: 3), ofWeights, weights) * weights.like(attention.scale)
    return [
      DotGeneral.perHead(ofScores, [3], key, [2]).byHeads, DotGeneral.perHead(ofScores, [2], query, [2]).byHeads,
      DotGeneral.perHead(weights, [2], cotangent, [2]).byHeads,
    ]
  }

  func pullback(_ cotangents: [Int: Node], operands: [Node], wanted: OperandSet) -> [Node?] {
    pullbackOfDecomposition(decomposition, cotangents, operands)
  }

  func vectorizedResults(_ operands: [ExampleOperand]) -> [Node]? { vectorizedDecomposition(decomposition, operands) }

  func lower(_ operands: [Value], to results: [TensorType], _ emitter: inout Emitter) throws -> String {
    guard emitter.attendsByCall(results[0], attention) else { return try emitter.inlineAll(decomposition, operands) }
    return try emitter.customCall(Self.target, by: Self.handler, operands, attention.attributes, toAll: results)
  }

  func evaluate(_ operands: [HostArray], to results: [TensorType]) throws -> [HostArray] {
    try Program(tracingMany: decomposition, operands.map(\.type)).evaluate(operands)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { operands.first.map { 3 * attention.cost(of: $0) } ?? 0 }
}
