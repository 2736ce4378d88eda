extension DotGeneral {
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchNumber(Evaluation(operation: self, operands: rounded(operands), type: result))
  }

  /// Lays both operands out as [batch, rows, depth] and [batch, columns, depth] and adds up products along `depth`.
  private struct Evaluation: NumberVisitor {
    let operation: DotGeneral
    let operands: [HostArray]
    let type: TensorType

    func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
      let left = operands[0].type.shape, right = operands[1].type.shape
      let leftFree = left.indices.filter { !(operation.leftBatch + operation.leftContracting).contains($0) }
      let rightFree = right.indices.filter { !(operation.rightBatch + operation.rightContracting).contains($0) }
      let batch = extent(left, operation.leftBatch), depth = extent(left, operation.leftContracting)
      let rows = extent(left, leftFree), columns = extent(right, rightFree)
      let a = try ordered(operands[0], operation.leftBatch + leftFree + operation.leftContracting)
      let b = try ordered(operands[1], operation.rightBatch + rightFree + operation.rightContracting)
      let output = try HostArray(uninitialized: type)
      let x = a.elements(E.self), y = b.elements(E.self), z = output.elements(E.self)
      for group in 0..<batch {
        for row in 0..<rows {
          for column in 0..<columns {
            let (from, with) = ((group * rows + row) * depth, (group * columns + column) * depth)
            z[(group * rows + row) * columns + column] = sumOfProducts(x, from, y, with, depth)
          }
        }
      }
      return output
    }

    private func extent(_ shape: TensorShape, _ axes: [Int]) -> Int { axes.reduce(1) { $0 * shape[$1] } }

    private func ordered(_ operand: HostArray, _ axes: [Int]) throws -> HostArray {
      if axes == Array(0..<operand.type.rank) { return operand }
      let transpose = Transpose(permutation: axes)
      return try transpose.evaluate([operand], to: transpose.resultType(of: [operand.type]))
    }
  }
}

@inline(__always)
private func sumOfProducts<E: NumberElement>(
  _ x: UnsafeMutableBufferPointer<E>, _ from: Int, _ y: UnsafeMutableBufferPointer<E>, _ with: Int, _ depth: Int
) -> E {
  var sum = E.Accumulator.zeroValue
  for k in 0..<depth { sum = .adding(sum, .multiplying(x[from + k].widened, y[with + k].widened)) }
  return E(narrowing: sum)
}
