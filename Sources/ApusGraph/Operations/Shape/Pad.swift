/// Puts a scalar, the second operand, around the elements of the first and between them.
///
/// Along axis `i` come `low[i]` copies before, `high[i]` after and `interior[i]` between neighbours; negative `low` and `high` cut
/// off as many elements, after the interior ones were put in. Derivative: the cotangent where the operand's elements went, and the
/// sum of the rest for the scalar.
struct Pad: Operation {
  static let name = "pad"
  let low: [Int]
  let high: [Int]
  let interior: [Int]

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "an operand and a scalar") }
    let operand = operands[0]
    guard operands[1] == TensorType(operand.dtype, .scalar) else { throw .operandsDiffer(operation: Self.name, operands) }
    guard low.count == operand.rank, high.count == operand.rank, interior.count == operand.rank else {
      throw .attribute(
        operation: Self.name, problem: "\(low), \(high), \(interior) do not name one padding for each axis", operand: operand.shape)
    }
    guard (low + high + interior).allSatisfy(\.isExtent) else {
      throw .attribute(operation: Self.name, problem: "a padding of 2³¹ or more elements", operand: operand.shape)
    }
    var shape = operand.shape
    for axis in shape.indices {
      guard interior[axis] >= 0 else {
        throw .attribute(
          operation: Self.name, problem: "the padding \(interior[axis]) between elements is negative", operand: operand.shape)
      }
      shape[axis] = low[axis] + spread(shape[axis], axis) + high[axis]
      guard shape[axis] >= 0 else {
        throw .attribute(
          operation: Self.name, problem: "the padding \(low[axis]), \(high[axis]) cuts off more than axis \(axis) has",
          operand: operand.shape)
      }
    }
    return TensorType(operand.dtype, shape)
  }

  /// The extent with the interior padding.
  private func spread(_ extent: Int, _ axis: Int) -> Int { extent == 0 ? 0 : (extent - 1) * (interior[axis] + 1) + 1 }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let none = [Int](repeating: 0, count: low.count)
    let kept = cotangent.padded(low: low.map { -$0 }, high: high.map { -$0 })
      .sliced(from: none, to: low.indices.map { spread(operands[0].shape[$0], $0) }, strides: interior.map { $0 + 1 })
    let isPadding = Node.constant(0, TensorType(.bool, operands[0].shape), device: cotangent.device)
      .padded(low: low, high: high, interior: interior, with: .constant(1, TensorType(.bool, .scalar), device: cotangent.device))
    return [kept, Node.select(isPadding, cotangent, cotangent.like(0)).sum(along: Array(low.indices))]
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    let pad = Pad(low: [0] + low, high: [0] + high, interior: [0] + interior)
    guard operands[1].differs else { return .make(pad, operands[0].node, operands[1].node) }
    let (elements, scalars) = (operands[0].spread, operands[1].node)
    let device = elements.device, yes = Node.constant(1, TensorType(.bool, .scalar), device: device)
    let kept = Node.make(pad, elements, .constant(0, TensorType(elements.dtype, .scalar), device: device))
    if kept.diagnosis != nil { return kept }
    let isPadding = Node.make(pad, Node.constant(0, TensorType(.bool, elements.shape), device: device), yes)
    return .select(isPadding, .make(Broadcast(to: kept.shape, axes: [0]), scalars), kept)
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.define(
      "stablehlo.pad \(emitter.names(operands)), low = \(low.listText), high = \(high.listText), interior = \(interior.listText) : "
        + "(\(emitter.types(operands))) -> \(result.stableHLO)", result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let shape = operands[0].type.shape, steps = result.shape.rowMajorStrides
    var first: [Int] = [], end: [Int] = [], start = 0
    for axis in shape.indices {
      // Element i lands at low + i · step; those that land outside were cut off.
      let step = interior[axis] + 1
      first.append(min(shape[axis], low[axis] >= 0 ? 0 : (step - 1 - low[axis]) / step))
      let room = result.shape[axis] - 1 - low[axis]
      end.append(max(first[axis], room < 0 ? 0 : min(shape[axis], room / step + 1)))
      start += (low[axis] + first[axis] * step) * steps[axis]
    }
    let slice = Slice(start: first, limit: end, strides: first.map { _ in 1 })
    let kept = try slice.evaluate([operands[0]], to: slice.resultType(of: [operands[0].type]))
    let walk = StridedWalk(
      shape: kept.type.shape.dimensions, strides: shape.indices.map { steps[$0] * (interior[$0] + 1) }, start: start)
    return try result.dtype.dispatch(Evaluation(kept: kept, padding: operands[1], walk: walk, type: result))
  }

  private struct Evaluation: ElementVisitor {
    let kept: HostArray
    let padding: HostArray
    let walk: StridedWalk
    let type: TensorType
    func visit<E: Element>(_: E.Type) throws -> HostArray {
      let output = try HostArray.splat(bits: padding.elements(E.self)[0].bits, type)
      let from = kept.elements(E.self), to = output.elements(E.self)
      walk.forEach { index, offset in to[offset] = from[index] }
      return output
    }
  }
}

extension Node {
  /// The elements with `low` copies of a scalar before, `high` after and `interior` between them along each axis.
  ///
  /// - Parameter value: the scalar, of the same element type; zero if `nil`.
  public func padded(low: [Int], high: [Int], interior: [Int]? = nil, with value: Node? = nil) -> Node {
    let interior = interior ?? [Int](repeating: 0, count: low.count)
    let changesNothing = (low + high + interior).allSatisfy { $0 == 0 } && low.count == rank && high.count == rank && interior.count == rank
    if changesNothing || diagnosis != nil { return self }
    return .make(Pad(low: low, high: high, interior: interior), self, value ?? .constant(0, TensorType(dtype, .scalar), device: device))
  }
}
