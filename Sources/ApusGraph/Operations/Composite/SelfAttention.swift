import CKernels
import PJRT

/// For each place a mean of the values, weighted by how well their keys fit its query: softmax(scale · query • keyᵀ) • value, for several
/// heads. Operands and result are `[batch, length, heads, size]`, as projections leave them.
///
/// A. Vaswani et al., "Attention is all you need", 2017, equation 1.
struct SelfAttention: CompositeOperation {
  static let name = "selfAttention"
  static let target = "apus_attention"
  static let handler: ForeignCall.Handler = { cattention($0) }
  /// Whether a place looks only at those that are not after it.
  let isCausal: Bool
  let scale: Double

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 3 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "three operands") }
    return try typeOfHeads(Self.name, operands)
  }

  func decomposition(of operands: [Node]) -> Node {
    DotGeneral.perHead(weights(operands[0], operands[1]), [3], operands[2].byHeads, [2]).byHeads
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    Node.makeAll(SelfAttentionGradients(attention: self), [cotangent] + operands, count: 3)
  }

  /// All three gradients are one operation.
  func pullback(_ cotangent: Node, operands: [Node], result: Node, wanted: OperandSet) -> [Node?] {
    pullback(cotangent, operands: operands, result: result)
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    guard emitter.attendsByCall(result, self) else { return try emitter.inline(decomposition, operands) }
    return try emitter.customCall(Self.target, by: Self.handler, operands, attributes, to: result)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { cost(of: result) }

  var attributes: CustomCallRegistry.Attributes { ["causal": .integers([isCausal ? 1 : 0]), "scale": .double(scale)] }

  /// `[batch, heads, length, length]`
  func weights(_ query: Node, _ key: Node) -> Node {
    let scores = DotGeneral.perHead((query * query.like(scale)).byHeads, [3], key.byHeads, [3])
    if !isCausal { return scores.softmax(alongAxis: 3) }
    // Large, finite, and a number in every type: a row of −∞ alone would be NaN.
    let numbers = TensorType(.int32, scores.shape)
    let isHidden = Node.compare(.iota(numbers, along: 3), .iota(numbers, along: 2), .greater)
    return Node.select(isHidden, scores.like(-1e30), scores).softmax(alongAxis: 3)
  }

  /// Two products and a softmax.
  func cost(of heads: TensorType) -> Int {
    TensorShape([heads.elementCount, 4, heads.shape.rank == 4 ? heads.shape[1] : 1]).contiguousSize
  }
}

func typeOfHeads(_ name: String, _ operands: [TensorType]) throws(Mistake) -> TensorType {
  let first = operands[0]
  guard first.dtype == .float32 || first.dtype == .float64 else {
    throw .unsupportedDType(operation: name, first.dtype, expected: "Float, Double")
  }
  guard first.shape.rank == 4 else { throw .rank(operation: name, shape: first.shape, expected: "[batch, length, heads, size]") }
  guard operands.allSatisfy({ $0 == first }) else { throw .operandsDiffer(operation: name, operands) }
  return first
}

extension DotGeneral {
  /// A product for each head of each example, of operands `[batch, heads, …]`.
  static func perHead(_ left: Node, _ leftContracting: [Int], _ right: Node, _ rightContracting: [Int]) -> Node {
    let product = DotGeneral(
      leftBatch: [0, 1], rightBatch: [0, 1], leftContracting: leftContracting, rightContracting: rightContracting)
    return .make(product, left, right)
  }
}

extension Node {
  /// For each place the heads' means of the values, weighted by softmax(scale · query • keyᵀ); all four `[batch, length, heads, size]`.
  ///
  /// - Parameter isCausal: whether a place looks only at those that are not after it.
  package static func selfAttention(query: Node, key: Node, value: Node, isCausal: Bool, scale: Double) -> Node {
    .make(SelfAttention(isCausal: isCausal, scale: scale), query, key, value)
  }

  /// `[batch, length, heads, size]` as `[batch, heads, length, size]`, or the other way round.
  var byHeads: Node { transposed(permutation: [0, 2, 1, 3]) }
}

extension Emitter {
  /// Heads one after the other, a block of queries at a time, without transposed copies.
  func attendsByCall(_ heads: TensorType, _ attention: SelfAttention) -> Bool {
    let (length, size) = (heads.shape[1], heads.shape[3])
    return style == .tuned && heads.dtype == .float32 && (16...4_096).contains(length) && size > 0 && size % 16 == 0
      && heads.elementCount.multipliedReportingOverflow(by: length).partialValue >= 200_000 && Float(attention.scale) > 0
      && cattention_is_fast() != 0
  }
}
