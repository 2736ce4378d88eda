/// The product along axes. Integers wrap around; `BFloat16` is multiplied in `Float`. Over no elements it is 1.
///
/// Derivative: for each element the product of the others, which is right where elements are 0 as well.
struct Product: ReductionOperation {
  static let name = "product"
  static let combiner = "multiply"
  static let dtypes = DType.numbers
  let axes: [Int]

  static func identity(_ dtype: DType) -> UInt64 { dtype.bits(of: 1) }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let operand = operands[0]
    return [cotangent.restoring(axes, of: operand.shape) * operand.productOfOthers(along: axes)]
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchNumber(Evaluation(operand: operands[0], axes: axes, type: result))
  }

  private struct Evaluation: NumberVisitor {
    let operand: HostArray
    let axes: [Int]
    let type: TensorType
    func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
      if type.dtype.isHalfPrecision {
        let products = fold(operand, axes, from: E.Accumulator.oneValue) { (product, x: E, _) in product = .multiplying(product, x.widened)
        }
        return try HostArray(products.map { E(narrowing: $0) }, shape: type.shape)
      }
      return try HostArray(
        fold(operand, axes, from: E.oneValue) { (product, x: E, _) in product = E.multiplying(product, x) }, shape: type.shape)
    }
  }
}

extension Node {
  /// The product along `axes`, which disappear.
  public func product(along axes: [Int]) -> Node { axes.isEmpty ? self : .make(Product(axes: axes), self) }

  /// For each element the product of the other elements along `axes`: of all before it times all after it.
  fileprivate func productOfOthers(along axes: [Int]) -> Node {
    let kept = shape.indices.filter { !axes.contains($0) }
    let order = kept + axes.sorted()
    let rows = TensorShape(kept.map { shape[$0] })
    let moved = transposed(permutation: order)
    let count = axes.reduce(1) { $0 * shape[$1] }
    let flat = moved.reshaped(to: TensorShape([rows.contiguousSize, count]))
    let others = flat.productOfPredecessors() * flat.reversed(along: [1]).productOfPredecessors().reversed(along: [1])
    var inverse = order
    for (to, from) in order.enumerated() { inverse[from] = to }
    return others.reshaped(to: moved.shape).transposed(permutation: inverse)
  }

  /// For each element of a row the product of those before it, in log₂ steps: each doubles the reach of the one before.
  private func productOfPredecessors() -> Node {
    var products = shifted(by: 1), reach = 1
    while reach < shape[1] {
      products = products * products.shifted(by: reach)
      reach *= 2
    }
    return products
  }

  private func shifted(by count: Int) -> Node {
    padded(low: [0, count], high: [0, -count], interior: [0, 0], with: .constant(1, TensorType(dtype, .scalar), device: device))
  }
}
