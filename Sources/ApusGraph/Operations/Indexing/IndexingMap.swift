/// Where the slices of a gather or a scatter lie: the walk that both reference evaluations take.
struct IndexingMap {
  private let axes: IndexingAxes
  private let operand: TensorShape
  private let values: TensorShape
  private let sliceSizes: [Int]
  private let starts: [Int]
  private let indices: TensorShape

  /// - Parameter places: the shape of the values.
  init(_ axes: IndexingAxes, operand: TensorShape, indices: HostArray, places: TensorShape, sliceSizes: [Int]) throws {
    self.axes = axes
    self.operand = operand
    self.sliceSizes = sliceSizes
    values = places
    starts = try indices.type.dtype.dispatchInteger(Integers(source: indices))
    self.indices = indices.type.shape
  }

  /// Calls `body` for each place of the indices, in row-major order, with the start of its slice in the operand, whether the slice
  /// lies inside, and a function that walks the slice: the index of each of its values, and its offset from the slice's first element.
  @inline(__always)
  func forEachSlice(_ body: (_ start: [Int], _ fits: Bool, _ elements: (_ visit: (_ value: Int, _ offset: Int) -> Void) -> Void) -> Void) {
    let valueStrides = values.rowMajorStrides, operandStrides = operand.rowMajorStrides
    let placeAxes = values.indices.filter { !axes.window.contains($0) }
    let windowAxes = operand.indices.filter { !axes.absent.contains($0) }
    let sizes = TensorShape(windowAxes.map { sliceSizes[$0] })
    forEachPosition(TensorShape(placeAxes.map { values[$0] })) { _, place in
      let start = start(at: place)
      let value = zip(place, placeAxes).reduce(0) { $0 + $1.0 * valueStrides[$1.1] }
      let fits = operand.indices.allSatisfy { 0 <= start[$0] && start[$0] <= operand[$0] - sliceSizes[$0] }
      body(start, fits) { visit in
        forEachPosition(sizes) { _, position in
          var (index, offset) = (value, 0)
          for axis in position.indices {
            index += position[axis] * valueStrides[axes.window[axis]]
            offset += position[axis] * operandStrides[windowAxes[axis]]
          }
          visit(index, offset)
        }
      }
    }
  }

  func offset(of start: [Int]) -> Int { zip(start, operand.rowMajorStrides).reduce(0) { $0 + $1.0 * $1.1 } }

  func movedInside(_ start: [Int]) -> [Int] { operand.indices.map { max(0, min(start[$0], operand[$0] - sliceSizes[$0])) } }

  private func start(at place: [Int]) -> [Int] {
    let strides = indices.rowMajorStrides
    var position = place
    if axes.vectorAxis < indices.rank { position.insert(0, at: axes.vectorAxis) }
    let first = zip(position, strides).reduce(0) { $0 + $1.0 * $1.1 }
    var start = operand.dimensions.map { _ in 0 }
    for (component, axis) in axes.indexed.enumerated() {
      start[axis] = starts[first + (component == 0 ? 0 : component * strides[axes.vectorAxis])]
    }
    for (axis, indicesAxis) in zip(axes.batch, axes.indicesBatch) { start[axis] = position[indicesAxis] }
    return start
  }
}

private struct Integers: IntegerVisitor {
  let source: HostArray
  func visit<E: IntegerElement>(_: E.Type) throws -> [Int] { source.elements(E.self).map { Int($0.asInt64) } }
}
