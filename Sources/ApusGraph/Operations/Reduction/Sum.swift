/// The sum along axes. Integers wrap around; floating point is summed in a wider type on the host. Over no elements it is 0.
struct Sum: ReductionOperation {
  static let name = "sum"
  static let combiner = "add"
  static let dtypes = DType.numbers
  let axes: [Int]

  static func identity(_ dtype: DType) -> UInt64 { 0 }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    [cotangent.restoring(axes, of: operands[0].shape)]
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.sum(operands[0], along: axes)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatchNumber(Evaluation(operand: operands[0], axes: axes, type: result))
  }

  private struct Evaluation: NumberVisitor {
    let operand: HostArray
    let axes: [Int]
    let type: TensorType
    func visit<E: NumberElement>(_: E.Type) throws -> HostArray {
      if type.elementCount == 1 {
        return try HostArray([E(narrowing: total(UnsafeBufferPointer(operand.elements(E.self))))], shape: type.shape)
      }
      let sums = fold(operand, axes, from: E.Accumulator.zeroValue) { (sum, x: E, _) in sum = E.Accumulator.adding(sum, x.widened) }
      return try HostArray(sums.map { E(narrowing: $0) }, shape: type.shape)
    }
  }

  func hostForm(of operands: [TensorType], to result: TensorType) -> HostForm {
    if result.elementCount != 1 { return .general }
    return switch result.dtype {
    case .float32: .total(of: Float.self)
    case .float64: .total(of: Double.self)
    default: .general
    }
  }
}

extension HostForm {
  fileprivate static func total<E: NumberElement>(of _: E.Type) -> HostForm {
    HostForm(
      .total { operand, _, result, count in
        let elements = UnsafeBufferPointer(start: operand.pointer.assumingMemoryBound(to: E.self), count: count)
        result.storeBytes(of: E(narrowing: ApusGraph.total(elements)), as: E.self)
      })
  }
}

/// Four running sums, because each addition waits for the one before it.
private func total<E: NumberElement>(_ elements: UnsafeBufferPointer<E>) -> E.Accumulator {
  typealias Sum = E.Accumulator
  var sums = (Sum.zeroValue, Sum.zeroValue, Sum.zeroValue, Sum.zeroValue)
  let blocks = elements.count & ~3
  var index = 0
  while index < blocks {
    sums.0 = .adding(sums.0, elements[index].widened)
    sums.1 = .adding(sums.1, elements[index + 1].widened)
    sums.2 = .adding(sums.2, elements[index + 2].widened)
    sums.3 = .adding(sums.3, elements[index + 3].widened)
    index += 4
  }
  for rest in blocks..<elements.count { sums.0 = .adding(sums.0, elements[rest].widened) }
  return .adding(.adding(sums.0, sums.1), .adding(sums.2, sums.3))
}

extension Node {
  public func sum(along axes: [Int]) -> Node { axes.isEmpty ? self : .make(Sum(axes: axes), self) }

  /// The result of a reduction repeated along the axes that it removed.
  func restoring(_ axes: [Int], of shape: TensorShape) -> Node {
    let kept = shape.indices.filter { !axes.contains($0) }
    return .make(Broadcast(to: shape, axes: kept), self)
  }
}

extension Emitter {
  /// A sum in the form that XLA:CPU runs fastest (measured: 3.2 to 0.84 ms for a full sum, 0.82 to 0.16 ms for one per channel).
  mutating func sum(_ operand: Value, along axes: [Int]) -> Value {
    let shape = operand.type.shape
    let kept = shape.indices.filter { !axes.contains($0) }
    if style == .tuned, operand.type.elementCount >= 16_384 {
      if kept.isEmpty, shape.rank >= 2 {
        let columns = plainSum(operand, along: [0])
        return plainSum(barrier([columns])[0], along: Array(0..<shape.rank - 1))
      }
      if kept == [shape.rank - 1], let folded = sumOfImageRows(operand) ?? sumPerChannel(operand) { return folded }
    }
    return plainSum(operand, along: axes)
  }

  private mutating func plainSum(_ operand: Value, along axes: [Int]) -> Value {
    reduce(operand, "add", identity: 0, along: axes)
  }

  /// A row of an image is one row of a matrix: add these, then the channels of the one row that is left. As `sumPerChannel`, but nothing
  /// that is fused into the sum has to find its place by divisions: a sum of products, 32 × 48 × 48 × 8, takes 1.7 instead of 6.0 ms.
  private mutating func sumOfImageRows(_ operand: Value) -> Value? {
    let shape = operand.type.shape
    guard shape.rank >= 3 else { return nil }
    let channels = shape[shape.rank - 1], columns = shape[shape.rank - 2], width = columns * channels
    guard (64...8_192).contains(width), operand.type.elementCount >= 8 * width else { return nil }
    let rows = reshape(operand, to: [operand.type.elementCount / width, width])
    return plainSum(reshape(plainSum(rows, along: [0]), to: [columns, channels]), along: [0])
  }

  /// Rows of 512 elements hold several pixels' channels each: add the rows, then the channels of the one row that is left.
  private mutating func sumPerChannel(_ operand: Value) -> Value? {
    let width = 512, channels = operand.type.shape[operand.type.rank - 1]
    guard channels < width, width % channels == 0, operand.type.elementCount % width == 0 else { return nil }
    let rows = reshape(operand, to: [operand.type.elementCount / width, width])
    let row = reshape(plainSum(rows, along: [0]), to: [width / channels, channels])
    return plainSum(row, along: [0])
  }
}
