/// Which axes play which role in a gather or a scatter, in the words of StableHLO's dimension numbers.
///
/// The *values* are what a gather makes and what a scatter takes: a slice of the operand for each place of the indices.
struct IndexingAxes: Hashable, Sendable {
  /// The values' axes that run inside a slice.
  var window: [Int]
  /// The operand's axes that a slice has no axis for.
  var collapsed: [Int]
  /// The operand's axes that go along with the indices' axes `indicesBatch`.
  var batch: [Int] = []
  var indicesBatch: [Int] = []
  /// The operand's axis that each component of an index means.
  var indexed: [Int]
  /// The indices' axis that holds the components; the indices' rank if an index is one number.
  var vectorAxis: Int

  /// The roles for one block of the operand, whose index is a vector with a start along each axis.
  static func blocks(rank: Int) -> IndexingAxes {
    IndexingAxes(window: Array(0..<rank), collapsed: [], indexed: Array(0..<rank), vectorAxis: 0)
  }

  /// The operand's axes that the values' window lacks.
  var absent: [Int] { collapsed + batch }

  /// The roles where indices, and so values, have examples along a new first axis, and the operand is the same for all.
  var withExamplesInIndices: IndexingAxes {
    var axes = self
    axes.window = window.map { $0 + 1 }
    axes.indicesBatch = indicesBatch.map { $0 + 1 }
    axes.vectorAxis += 1
    return axes
  }

  /// The roles where all have examples along a new first axis.
  var withExamples: IndexingAxes {
    var axes = withExamplesInIndices
    axes.collapsed = collapsed.map { $0 + 1 }
    axes.batch = [0] + batch.map { $0 + 1 }
    axes.indicesBatch.insert(0, at: 0)
    axes.indexed = indexed.map { $0 + 1 }
    return axes
  }

  /// The indices' extents without the components.
  func places(of indices: TensorShape) -> TensorShape { indices.removing([vectorAxis]) }

  func check(_ name: String, operand: TensorType, indices: TensorType) throws(Mistake) {
    guard indices.dtype == .int32 || indices.dtype == .int64 else {
      throw .unsupportedDType(operation: name, indices.dtype, expected: "indices of Int32 or Int64")
    }
    let components = vectorAxis == indices.rank ? 1 : indices.shape.indices.contains(vectorAxis) ? indices.shape[vectorAxis] : -1
    let named = collapsed + batch, isSorted = { (axes: [Int]) in zip(axes, axes.dropFirst()).allSatisfy(<) }
    let fits =
      components == indexed.count && (named + indexed).allSatisfy(operand.shape.indices.contains)
      && Set(named).count == named.count && Set(indexed + batch).count == indexed.count + batch.count
      && batch.count == indicesBatch.count && isSorted(window) && isSorted(collapsed) && isSorted(batch)
      && Set(indicesBatch).count == indicesBatch.count && window.count == operand.rank - named.count
      && indicesBatch.allSatisfy { indices.shape.indices.contains($0) && $0 != vectorAxis }
    guard fits, zip(batch, indicesBatch).allSatisfy({ operand.shape[$0] == indices.shape[$1] }) else {
      throw .attribute(operation: name, problem: "indices of shape \(indices.shape) do not fit", operand: operand.shape)
    }
  }

  /// The values' shape: `window` at the window axes, `places` in order at the others.
  func interleaved(_ name: String, places: TensorShape, window sizes: TensorShape) throws(Mistake) -> TensorShape {
    let rank = places.rank + sizes.rank
    guard window.allSatisfy((0..<rank).contains) else {
      throw .attribute(operation: name, problem: "the window axes \(window) do not fit values of rank \(rank)", operand: places)
    }
    var places = places.makeIterator(), sizes = sizes.makeIterator()
    return TensorShape((0..<rank).map { (window.contains($0) ? sizes.next() : places.next()) ?? 0 })
  }

  /// The largest start along each indexed axis.
  private func limits(_ sliceSizes: [Int], in operand: TensorShape) -> [Int] { indexed.map { operand[$0] - sliceSizes[$0] } }

  /// The indices, moved so that their slices lie inside the operand.
  func clamped(_ indices: Node, sliceSizes: [Int], in operand: TensorShape) -> Node {
    .minimum(.maximum(indices, indices.like(0)), limitNode(indices, sliceSizes, in: operand))
  }

  /// For each place of the indices whether its slice lies inside the operand.
  func fits(_ indices: Node, sliceSizes: [Int], in operand: TensorShape) -> Node {
    let isLow = Node.compare(indices, indices.like(0), .less)
    let isHigh = Node.compare(indices, limitNode(indices, sliceSizes, in: operand), .greater)
    let outside = Node.select(isLow, isLow, isHigh)
    // As numbers, because how many components lie outside is a sum.
    let count = vectorAxis == indices.rank ? outside.converted(to: .int32) : outside.converted(to: .int32).sum(along: [vectorAxis])
    return .compare(count, count.like(0), .equal)
  }

  /// The largest starts, repeated to the shape of the indices.
  private func limitNode(_ indices: Node, _ sliceSizes: [Int], in operand: TensorShape) -> Node {
    let limits = limits(sliceSizes, in: operand)
    guard let first = limits.first, limits.contains(where: { $0 != first }) else { return indices.like(Double(limits.first ?? 0)) }
    let type = TensorType(indices.dtype, [1])
    let vector = Node.concatenated(limits.map { .constant(Double($0), type, device: indices.device) }, alongAxis: 0)
    return .make(Broadcast(to: indices.shape, axes: [vectorAxis]), vector)
  }
}
