/// The product, the largest or the smallest of the slices of each segment: `[segments, …]` for slices `[n, …]` and the number of each
/// one's segment, `Int32` `[n]`. Sums are a `Scatter`.
///
/// A slice whose segment does not exist is left out. A segment without slices has 1, −∞ or ∞ (for integers the least or the greatest number).
///
/// Derivative: equal extrema share the cotangent. Of a product it is the product of the others, which is right where factors are 0 as well;
/// the second derivative is right only where none is.
struct SegmentReduction: Operation {
  static let name = "segmentReduction"

  enum Fold: Hashable, Sendable, CaseIterable { case product, max, min }

  let fold: Fold
  let segmentCount: Int

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "slices and segments") }
    let (slices, segments) = (operands[0], operands[1])
    guard slices.dtype.isNumber else { throw .unsupportedDType(operation: Self.name, slices.dtype, expected: "a number") }
    guard segments.dtype == .int32 else { throw .unsupportedDType(operation: Self.name, segments.dtype, expected: "segments of Int32") }
    guard slices.rank >= 1, segments.shape.dimensions == [slices.shape[0]] else {
      throw .attribute(operation: Self.name, problem: "segments of shape \(segments.shape) do not fit", operand: slices.shape)
    }
    guard segmentCount >= 0 else {
      throw .attribute(operation: Self.name, problem: "there are no \(segmentCount) segments", operand: slices.shape)
    }
    return TensorType(slices.dtype, TensorShape([segmentCount] + slices.shape.dropFirst()))
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let (x, segments) = (operands[0], operands[1])
    if segmentCount == 0 { return [x.zeros, nil] }
    // What belongs to a slice's segment, for each slice; zeros where there is no such segment.
    let isPart = Node.make(Broadcast(to: x.shape, axes: [0]), exist(segments))
    let spread = { (values: Node) in Node.select(isPart, values.gathering(atIndices: segments), x.zeros) }
    let total = { (values: Node) in result.zeros.scatterAdding(values, atIndices: segments) }
    if fold != .product {
      let isBest = Node.select(.compare(x, spread(result), .equal), x.like(1), x.zeros)
      return [isBest * spread(cotangent / .maximum(total(isBest), result.like(1))), nil]
    }
    // x is left out by division, unless it is 0: then by counting the zeros, which are not part of the product.
    let isZero = Node.compare(x, x.zeros, .equal), factors = Node.select(isZero, x.like(1), x)
    let zeros = spread(total(isZero.converted(to: x.dtype)))
    let product = spread(cotangent * .make(self, factors, segments))
    let withoutZeros = Node.select(.compare(zeros, x.zeros, .equal), product / factors, x.zeros)
    let isOnlyZero = Node.and(isZero, .compare(zeros, x.like(1), .equal))
    return [.select(isOnlyZero, product, withoutZeros), nil]
  }

  private func exist(_ segments: Node) -> Node {
    .and(.compare(segments, segments.like(0), .greaterOrEqual), .compare(segments, segments.like(Double(segmentCount)), .less))
  }

  /// One reduction to the segments of all examples, those of each example behind those of the one before.
  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    let (slices, segments, examples) = (operands[0].spread, operands[1].spread, operands[0].count)
    let total = TensorShape([examples, segmentCount]).contiguousSize
    guard total.isExtent else { return nil }
    let before = Node.iota(TensorType(.int32, segments.shape), along: 0) * Double(segmentCount)
    let numbers = Node.select(exist(segments), segments + before, segments.like(-1))
    let rows = slices.shape[0] * slices.shape[1], rest = slices.shape.dropFirst(2)
    let reduction = SegmentReduction(fold: fold, segmentCount: total)
    let all = Node.make(reduction, slices.reshaped(to: TensorShape([rows] + rest)), numbers.reshaped(to: [rows]))
    return all.reshaped(to: TensorShape([examples, segmentCount] + rest))
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    let initial = emitter.constant(bits: identity(result.dtype), result)
    if result.elementCount == 0 || operands[0].type.elementCount == 0 { return initial }
    let window = Array(1..<result.rank)
    let numbers =
      "update_window_dims = \(window.listText), inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1"
    let combiner = fold == .product ? "multiply" : fold == .max ? "maximum" : "minimum"
    return emitter.define(
      """
      "stablehlo.scatter"(\(emitter.names([initial, operands[1], operands[0]]))) (\(emitter.region(combining: combiner, result.dtype))) \
      {scatter_dimension_numbers = #stablehlo.scatter<\(numbers)>, indices_are_sorted = false, unique_indices = false} : \
      (\(emitter.types([initial, operands[1], operands[0]]))) -> \(result.stableHLO)
      """, result)
  }

  /// What a segment without slices has.
  private func identity(_ dtype: DType) -> UInt64 {
    switch fold {
    case .product: dtype.bits(of: 1)
    case .max: dtype.bits(of: -.infinity)
    case .min: dtype.bits(of: .infinity)
    }
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let output = try HostArray.splat(bits: identity(result.dtype), result)
    try result.dtype.dispatchNumber(Evaluation(operation: self, slices: operands[0], segments: operands[1], output: output))
    return output
  }

  private struct Evaluation: NumberVisitor {
    let operation: SegmentReduction
    let slices, segments, output: HostArray
    func visit<E: NumberElement>(_: E.Type) throws {
      let from = slices.elements(E.self), to = output.elements(E.self)
      let size = slices.type.shape.dropFirst().reduce(1, *)
      for (slice, segment) in segments.elements(Int32.self).enumerated() where 0 <= segment && segment < operation.segmentCount {
        for element in 0..<size {
          let place = Int(segment) * size + element
          to[place] = operation.folded(to[place], from[slice * size + element])
        }
      }
    }
  }

  private func folded<E: NumberElement>(_ a: E, _ b: E) -> E {
    switch fold {
    case .product: .multiplying(a, b)
    case .max: Maximum.apply(a, b)
    case .min: Minimum.apply(a, b)
    }
  }
}

extension Node {
  /// The product, the largest or the smallest of the slices along the first axis that have the same number in `segments`.
  public func segmentProduct(_ segments: Node, count: Int) -> Node {
    .make(SegmentReduction(fold: .product, segmentCount: count), self, segments)
  }
  public func segmentMax(_ segments: Node, count: Int) -> Node {
    .make(SegmentReduction(fold: .max, segmentCount: count), self, segments)
  }
  public func segmentMin(_ segments: Node, count: Int) -> Node {
    .make(SegmentReduction(fold: .min, segmentCount: count), self, segments)
  }

  /// The sum of the slices along the first axis that have the same number in `segments`; 0 where none has.
  public func segmentSum(_ segments: Node, count: Int) -> Node {
    if diagnosis != nil { return self }
    if segments.diagnosis != nil { return segments }
    do throws(Mistake) {
      let type = try SegmentReduction(fold: .product, segmentCount: count).resultType(of: [self.type, segments.type])
      return Node.constant(0, type, device: device).scatterAdding(self, atIndices: segments)
    } catch {
      return .poison(error, [self, segments])
    }
  }
}
