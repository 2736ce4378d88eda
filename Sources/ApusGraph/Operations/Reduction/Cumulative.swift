/// The fold of all elements up to each along one axis: running sums, products, maxima and minima.
///
/// Made of ⌈log₂ n⌉ steps that fold in what lies 1, 2, 4, … places before (W. D. Hillis and G. L. Steele, "Data parallel algorithms",
/// 1986), because `reduce_window` takes n² steps on XLA:CPU. In half precision it is computed in `Float` and rounded once.
struct Cumulative: CompositeOperation {
  enum Fold: String, Hashable, Sendable, CaseIterable {
    case sum, product, max, min

    func identity(_ dtype: DType) -> Double {
      switch self {
      case .sum: 0
      case .product: 1
      case .max: -.infinity  // the least number of an integer type
      case .min: .infinity
      }
    }

    func apply(_ a: Node, _ b: Node) -> Node {
      switch self {
      case .sum: a + b
      case .product: a * b
      case .max: .maximum(a, b)
      case .min: .minimum(a, b)
      }
    }
  }

  static let name = "cumulative"
  let fold: Fold
  let axis: Int
  /// Whether an element itself is left out, so that the first result is what the fold makes of nothing.
  var isExclusive = false
  /// Whether the fold starts at the end.
  var isReversed = false

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    guard operands[0].dtype.isNumber else { throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: "a number") }
    guard operands[0].shape.indices.contains(axis) else {
      throw .axisOutOfRange(operation: Self.name, axis: axis, shape: operands[0].shape)
    }
    return operands[0]
  }

  func decomposition(of operands: [Node]) -> Node {
    let extent = operands[0].shape[axis]
    if operands[0].shape.contains(0) { return operands[0] }
    return inFloat(operands[0]) { x in
      var folded = isExclusive ? shifted(x, by: 1) : x
      var reach = 1
      while reach < extent {
        folded = fold.apply(folded, shifted(folded, by: reach))
        reach *= 2
      }
      return folded
    }
  }

  /// Every element `places` later in the direction of the fold; what nothing comes to is the fold of nothing.
  private func shifted(_ x: Node, by places: Int) -> Node {
    var (low, high) = (x.shape.map { _ in 0 }, x.shape.map { _ in 0 })
    (low[axis], high[axis]) = isReversed ? (-places, places) : (places, -places)
    let filling = Node.constant(fold.identity(x.dtype), TensorType(x.dtype, .scalar), device: x.device)
    return x.padded(low: low, high: high, interior: x.shape.map { _ in 0 }, with: filling)
  }

  func expansion(of operands: [TensorType]) throws -> Program? { nil }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchNumber(Evaluation(operand: operands[0], operation: self, type: result))
  }

  private struct Evaluation: NumberVisitor {
    let operand: HostArray
    let operation: Cumulative
    let type: TensorType

    func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
      let output = try HostArray(uninitialized: type)
      if type.elementCount == 0 { return output }
      let source = operand.elements(E.self), target = output.elements(E.self)
      let axis = operation.axis, strides = type.shape.rowMajorStrides, extent = type.shape[axis]
      let start = E.Accumulator(converting: operation.fold.identity(type.dtype))
      forEachPosition(type.shape.keeping([axis])) { _, place in
        let first = zip(place, strides).reduce(0) { $0 + $1.0 * $1.1 }
        var folded = start
        for step in 0..<extent {
          let offset = first + (operation.isReversed ? extent - 1 - step : step) * strides[axis]
          let next = combined(folded, source[offset].widened)
          target[offset] = E(narrowing: operation.isExclusive ? folded : next)
          folded = next
        }
      }
      return output
    }

    private func combined<A: NumberElement>(_ a: A, _ b: A) -> A {
      switch operation.fold {
      case .sum: .adding(a, b)
      case .product: .multiplying(a, b)
      case .max: a.isNotANumber ? a : b.isNotANumber || b > a ? b : a
      case .min: a.isNotANumber ? a : b.isNotANumber || b < a ? b : a
      }
    }
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { 4 * result.elementCount }
}

extension Node {
  /// The running fold along `axis`; see `Cumulative`.
  func cumulative(_ fold: Cumulative.Fold, alongAxis axis: Int, exclusive: Bool = false, reverse: Bool = false) -> Node {
    .make(Cumulative(fold: fold, axis: axis, isExclusive: exclusive, isReversed: reverse), self)
  }

  /// The sum of all elements up to each along `axis`.
  public func cumulativeSum(alongAxis axis: Int, exclusive: Bool = false, reverse: Bool = false) -> Node {
    cumulative(.sum, alongAxis: axis, exclusive: exclusive, reverse: reverse)
  }

  /// The product of all elements up to each along `axis`.
  public func cumulativeProduct(alongAxis axis: Int, exclusive: Bool = false, reverse: Bool = false) -> Node {
    cumulative(.product, alongAxis: axis, exclusive: exclusive, reverse: reverse)
  }

  /// The largest of all elements up to each along `axis`.
  public func cumulativeMax(alongAxis axis: Int, reverse: Bool = false) -> Node { cumulative(.max, alongAxis: axis, reverse: reverse) }

  /// The smallest of all elements up to each along `axis`.
  public func cumulativeMin(alongAxis axis: Int, reverse: Bool = false) -> Node { cumulative(.min, alongAxis: axis, reverse: reverse) }
}
