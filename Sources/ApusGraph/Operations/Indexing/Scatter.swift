/// The first operand with slices, the third operand, added to it or put into it at starts that the second one, `Int32` or `Int64`, says.
///
/// A slice that would reach beyond an end is left out whole. Slices are taken in row-major order of the indices: where two are put into
/// one place, the last one stays.
struct Scatter: Operation {
  static let name = "scatter"

  enum Mode: Hashable, Sendable { case add, replace }

  var axes: IndexingAxes
  let mode: Mode

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 3 else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "an operand, indices and values")
    }
    let (operand, indices, values) = (operands[0], operands[1], operands[2])
    guard operand.dtype == values.dtype else { throw .operandsDiffer(operation: Self.name, [operand, values]) }
    guard operand.dtype.isNumber || mode == .replace else {
      throw .unsupportedDType(operation: Self.name, operand.dtype, expected: "a number")
    }
    try axes.check(Self.name, operand: operand, indices: indices)
    let places = axes.places(of: indices.shape)
    guard values.rank == places.rank + axes.window.count else {
      throw .rank(operation: Self.name, shape: values.shape, expected: "values of rank \(places.rank + axes.window.count)")
    }
    let sizes = sliceSizes(operand.shape, values.shape)
    let window = operand.shape.indices.filter { !axes.absent.contains($0) }.map { sizes[$0] }
    guard try axes.interleaved(Self.name, places: places, window: TensorShape(window)) == values.shape,
      zip(sizes, operand.shape).allSatisfy({ $0 <= $1 })
    else {
      throw .attribute(
        operation: Self.name, problem: "values of shape \(values.shape) do not fit indices of shape \(indices.shape)",
        operand: operand.shape)
    }
    return operand
  }

  /// The extent of a slice along each axis of the operand.
  private func sliceSizes(_ operand: TensorShape, _ values: TensorShape) -> [Int] {
    var window = axes.window.makeIterator()
    return operand.indices.map { axes.absent.contains($0) ? 1 : window.next().map { values.indices.contains($0) ? values[$0] : 0 } ?? 0 }
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let (operand, indices, values) = (operands[0], operands[1], operands[2])
    let gather = Gather(axes: axes, sliceSizes: sliceSizes(operand.shape, values.shape))
    let gathered = Node.make(gather, cotangent, indices)
    if gathered.diagnosis != nil { return [gathered, nil, gathered] }
    let none = gathered.like(0)
    switch mode {
    case .add:
      // What was left out has no influence.
      let fits = axes.fits(indices, sliceSizes: gather.sliceSizes, in: operand.shape)
      let placeAxes = values.shape.indices.filter { !axes.window.contains($0) }
      let counts = Node.make(Broadcast(to: values.shape, axes: placeAxes), fits)
      return [cotangent, nil, .select(counts, gathered, none)]
    case .replace:
      // Each value leaves its number in its place: one that finds another number there was replaced or left out.
      let numbers = (Node.iota(TensorType(.int32, [values.type.elementCount]), along: 0) + 1).reshaped(to: values.shape)
      let blank = Node.constant(0, TensorType(.int32, operand.shape), device: operand.device)
      let winners = Node.make(gather, .make(self, blank, indices, numbers), indices)
      return [.make(self, cotangent, indices, none), nil, .select(.compare(winners, numbers, .equal), gathered, none)]
    }
  }

  func vectorized(_ operands: [ExampleOperand]) -> Node? {
    .make(Scatter(axes: axes.withExamples, mode: mode), operands.map(\.spread))
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    let numbers =
      "update_window_dims = \(axes.window.listText), inserted_window_dims = \(axes.collapsed.listText), "
      + "input_batching_dims = \(axes.batch.listText), scatter_indices_batching_dims = \(axes.indicesBatch.listText), "
      + "scatter_dims_to_operand_dims = \(axes.indexed.listText), index_vector_dim = \(axes.vectorAxis)"
    let element = TensorType(result.dtype, .scalar).stableHLO
    let sum = "    %sum = stablehlo.add %old, %value : \(element)\n"
    let body = (mode == .add ? sum : "") + "    stablehlo.return \(mode == .add ? "%sum" : "%value") : \(element)"
    return emitter.define(
      """
      "stablehlo.scatter"(\(emitter.names(operands))) ({
          ^bb0(%old: \(element), %value: \(element)):
      \(body)
        }) {scatter_dimension_numbers = #stablehlo.scatter<\(numbers)>, indices_are_sorted = false, unique_indices = false} : \
      (\(emitter.types(operands))) -> \(result.stableHLO)
      """, result)
  }

  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray {
    let sizes = sliceSizes(operands[0].type.shape, operands[2].type.shape)
    let map = try IndexingMap(
      axes, operand: operands[0].type.shape, indices: operands[1], places: operands[2].type.shape, sliceSizes: sizes)
    let output = try operands[0].copy()
    switch mode {
    case .add: try result.dtype.dispatchNumber(Addition(map: map, values: operands[2], output: output))
    case .replace: try result.dtype.dispatch(Replacement(map: map, values: operands[2], output: output))
    }
    return output
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount + operands[2].elementCount * 8 }

  private struct Addition: NumberVisitor {
    let map: IndexingMap
    let values, output: HostArray
    func visit<E: NumberElement>(_: E.Type) throws {
      let from = values.elements(E.self), to = output.elements(E.self)
      map.forEachSlice { start, fits, elements in
        let base = map.offset(of: start)
        if fits { elements { value, offset in to[base + offset] = .adding(to[base + offset], from[value]) } }
      }
    }
  }

  private struct Replacement: ElementVisitor {
    let map: IndexingMap
    let values, output: HostArray
    func visit<E: Element>(_: E.Type) throws {
      let from = values.elements(E.self), to = output.elements(E.self)
      map.forEachSlice { start, fits, elements in
        let base = map.offset(of: start)
        if fits { elements { value, offset in to[base + offset] = from[value] } }
      }
    }
  }
}
