/// Slices of the first operand, at starts that the second one, `Int32` or `Int64`, says.
///
/// The general form, with any role for any axis, because the derivative of a scatter is a gather. A start that would let a slice reach
/// beyond an end is moved so that it just fits. Derivative: the cotangent's slices added up where they came from.
struct Gather: Operation {
  static let name = "gather"
  var axes: IndexingAxes
  /// The extent of a slice along each axis of the operand: 1 along those that the result lacks.
  let sliceSizes: [Int]

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "an operand and indices") }
    let (operand, indices) = (operands[0], operands[1])
    try axes.check(Self.name, operand: operand, indices: indices)
    guard sliceSizes.count == operand.rank, zip(sliceSizes, operand.shape).allSatisfy({ 0 <= $0 && $0 <= $1 }),
      axes.absent.allSatisfy({ sliceSizes[$0] == 1 })
    else {
      throw .attribute(operation: Self.name, problem: "slices of \(sliceSizes) do not fit", operand: operand.shape)
    }
    let window = sliceSizes.indices.filter { !axes.absent.contains($0) }.map { sliceSizes[$0] }
    return TensorType(operand.dtype, try axes.interleaved(Self.name, places: axes.places(of: indices.shape), window: TensorShape(window)))
  }

  // Only what the gather read may get a cotangent, so the starts are moved inside as the gather moved them.
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let inside = axes.clamped(operands[1], sliceSizes: sliceSizes, in: operands[0].shape)
    return [.make(Scatter(axes: axes, mode: .add), operands[0].like(0), inside, cotangent), nil]
  }

  /// A table that all examples share stays one.
  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    if operands[0].differs {
      return .make(Gather(axes: axes.withExamples, sliceSizes: [1] + sliceSizes), operands[0].node, operands[1].spread)
    }
    return .make(Gather(axes: axes.withExamplesInIndices, sliceSizes: sliceSizes), operands.map(\.node))
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    let numbers =
      "offset_dims = \(axes.window.listText), collapsed_slice_dims = \(axes.collapsed.listText), "
      + "operand_batching_dims = \(axes.batch.listText), start_indices_batching_dims = \(axes.indicesBatch.listText), "
      + "start_index_map = \(axes.indexed.listText), index_vector_dim = \(axes.vectorAxis)"
    return emitter.generic(
      "gather", operands,
      attributes: "dimension_numbers = #stablehlo.gather<\(numbers)>, indices_are_sorted = false, "
        + "slice_sizes = \(sliceSizes.arrayAttribute)", to: result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    try result.dtype.dispatch(Evaluation(operation: self, operands: operands, type: result))
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * 8 }

  private struct Evaluation: ElementVisitor {
    let operation: Gather
    let operands: [HostArray]
    let type: TensorType

    func visit<E: Element>(_: E.Type) throws -> HostArray {
      let output = try HostArray(uninitialized: type)
      let from = operands[0].elements(E.self), to = output.elements(E.self)
      let map = try IndexingMap(
        operation.axes, operand: operands[0].type.shape, indices: operands[1], places: type.shape, sliceSizes: operation.sliceSizes)
      map.forEachSlice { start, fits, elements in
        let start = fits ? start : map.movedInside(start)
        let base = map.offset(of: start)
        elements { place, offset in to[place] = from[base + offset] }
      }
      return output
    }
  }
}
