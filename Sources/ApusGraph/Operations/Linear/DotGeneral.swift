/// Products of matrices with batches: sums over the contracted axes of both operands for each combination of the others.
///
/// The result's axes are the batch axes, then the left operand's free axes, then the right one's.
struct DotGeneral: RoundingOperation {
  static let name = "dot"
  var leftBatch: [Int] = []
  var rightBatch: [Int] = []
  var leftContracting: [Int]
  var rightContracting: [Int]
  var roundedTo: DType?

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "two operands") }
    let (left, right) = (operands[0], operands[1])
    guard left.dtype == right.dtype else { throw .operandsDiffer(operation: Self.name, operands) }
    guard left.dtype.isNumber else { throw .unsupportedDType(operation: Self.name, left.dtype, expected: "a number") }
    try checkRounding(of: left)
    let pairs = Array(zip(leftBatch + leftContracting, rightBatch + rightContracting))
    let inRange =
      leftBatch.count == rightBatch.count && leftContracting.count == rightContracting.count
      && pairs.allSatisfy { left.shape.indices.contains($0) && right.shape.indices.contains($1) }
    guard inRange, pairs.allSatisfy({ left.shape[$0] == right.shape[$1] }) else {
      throw .matrixProduct(left: left.shape, right: right.shape)
    }
    let free = left.shape.removing(leftBatch + leftContracting).dimensions + right.shape.removing(rightBatch + rightContracting).dimensions
    return TensorType(left.dtype, TensorShape(leftBatch.map { left.shape[$0] } + free))
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    [leftCotangent(cotangent, operands[0], operands[1]), rightCotangent(cotangent, operands[0], operands[1])]
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node, wanted: OperandSet) -> [Node?] {
    [
      wanted.contains(0) ? leftCotangent(cotangent, operands[0], operands[1]) : nil,
      wanted.contains(1) ? rightCotangent(cotangent, operands[0], operands[1]) : nil,
    ]
  }

  /// Whether this is the product of two matrices, as most are.
  private var isPlain: Bool { leftBatch.isEmpty && leftContracting == [1] && rightContracting == [0] }

  private func leftCotangent(_ cotangent: Node, _ left: Node, _ right: Node) -> Node {
    if isPlain, cotangent.rank == 2 {
      return .make(DotGeneral(leftContracting: [1], rightContracting: [1], roundedTo: roundedTo), cotangent, right)
    }
    let rightFree = free(right, rightBatch + rightContracting)
    let rightAxes = Array(cotangent.rank - rightFree.count..<cotangent.rank)
    // [batch, leftFree, rightContracting in the right operand's order]
    let product = Node.make(
      DotGeneral(
        leftBatch: Array(leftBatch.indices), rightBatch: rightBatch, leftContracting: rightAxes, rightContracting: rightFree,
        roundedTo: roundedTo), cotangent, right)
    let order = leftBatch + free(left, leftBatch + leftContracting) + paired(leftContracting, sortedBy: rightContracting)
    return product.transposed(permutation: inverse(order))
  }

  private func rightCotangent(_ cotangent: Node, _ left: Node, _ right: Node) -> Node {
    if isPlain, cotangent.rank == 2 {
      return .make(DotGeneral(leftContracting: [0], rightContracting: [0], roundedTo: roundedTo), left, cotangent)
    }
    let leftFree = free(left, leftBatch + leftContracting)
    let leftAxes = Array(leftBatch.count..<leftBatch.count + leftFree.count)
    // [batch, leftContracting in the left operand's order, rightFree]
    let product = Node.make(
      DotGeneral(
        leftBatch: leftBatch, rightBatch: Array(leftBatch.indices), leftContracting: leftFree, rightContracting: leftAxes,
        roundedTo: roundedTo), left, cotangent)
    let order = rightBatch + paired(rightContracting, sortedBy: leftContracting) + free(right, rightBatch + rightContracting)
    return product.transposed(permutation: inverse(order))
  }

  private func free(_ operand: Node, _ others: [Int]) -> [Int] { operand.shape.indices.filter { !others.contains($0) } }

  private func paired(_ axes: [Int], sortedBy others: [Int]) -> [Int] { zip(others, axes).sorted { $0.0 < $1.0 }.map(\.1) }

  private func inverse(_ order: [Int]) -> [Int] {
    var result = order
    for (to, from) in order.enumerated() { result[from] = to }
    return result
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    TensorShape([result.elementCount, 2] + leftContracting.map { operands[0].shape[$0] }).contiguousSize
  }
}

extension Node {
  /// The matrix product of the last two axes, in batches over the axes before, which are broadcast. A vector is not a matrix.
  public static func matrixProduct(_ left: Node, _ right: Node) -> Node {
    if left.diagnosis != nil { return left }
    if right.diagnosis != nil { return right }
    guard left.rank >= 2, right.rank >= 2 else {
      return .poison(Mistake.matrixProduct(left: left.shape, right: right.shape), [left, right])
    }
    if right.rank == 2 { return DotGeneral(leftContracting: [left.rank - 1], rightContracting: [0]).inLocalPrecision([left, right]) }
    guard let batch = TensorShape.broadcasting(TensorShape(Array(left.shape.dropLast(2))), TensorShape(Array(right.shape.dropLast(2))))
    else {
      return .poison(Mistake.matrixProduct(left: left.shape, right: right.shape), [left, right])
    }
    let axes = Array(0..<batch.rank)
    let product = DotGeneral(leftBatch: axes, rightBatch: axes, leftContracting: [batch.rank + 1], rightContracting: [batch.rank])
    return product.inLocalPrecision([
      left.broadcast(to: batch + left.shape.suffix(2)), right.broadcast(to: batch + right.shape.suffix(2)),
    ])
  }
}
