extension Node {
  /// The slices at `indices` along `axis`: `[…before, …indices, …after]` for an operand `[…before, axis, …after]`.
  ///
  /// An index below 0 counts as 0, one beyond the end as the last.
  public func gathering(atIndices indices: Node, alongAxis axis: Int = 0) -> Node {
    batchGathering(atIndices: indices, alongAxis: axis, batchAxisCount: 0)
  }

  /// The slices at `indices` along `axis`, where the first `batchAxisCount` axes of both belong together.
  ///
  /// For an operand `[…batch, …before, axis, …after]` and indices `[…batch, …places]` the result is `[…batch, …before, …places, …after]`.
  public func batchGathering(atIndices indices: Node, alongAxis axis: Int = 1, batchAxisCount: Int = 1) -> Node {
    if diagnosis != nil { return self }
    if indices.diagnosis != nil { return indices }
    switch takeAxes(indices, axis, batchAxisCount) {
    case .failure(let mistake): return .poison(mistake, [self, indices])
    case .success(let axes):
      let sizes = shape.indices.map { axes.absent.contains($0) ? 1 : shape[$0] }
      return .make(Gather(axes: axes, sliceSizes: sizes), self, indices)
    }
  }

  /// A copy with `values` added to the slices at `indices` along `axis`; slices beyond an end are left out.
  ///
  /// - Parameter values: `[…before, …indices, …after]` for an operand `[…before, axis, …after]`.
  public func scatterAdding(_ values: Node, atIndices indices: Node, alongAxis axis: Int = 0) -> Node {
    scattering(values, indices, axis, .add)
  }

  /// A copy with the slices at `indices` along `axis` replaced by `values`; slices beyond an end are left out, the last of two stays.
  ///
  /// - Parameter values: `[…before, …indices, …after]` for an operand `[…before, axis, …after]`.
  public func scatterReplacing(_ values: Node, atIndices indices: Node, alongAxis axis: Int = 0) -> Node {
    scattering(values, indices, axis, .replace)
  }

  private func scattering(_ values: Node, _ indices: Node, _ axis: Int, _ mode: Scatter.Mode) -> Node {
    if let poisoned = [self, values, indices].first(where: { $0.diagnosis != nil }) { return poisoned }
    switch takeAxes(indices, axis, 0) {
    case .failure(let mistake): return .poison(mistake, [self, indices, values])
    case .success(let axes): return .make(Scatter(axes: axes, mode: mode), self, indices, values)
    }
  }

  /// The roles of the axes where whole slices are taken along one axis.
  private func takeAxes(_ indices: Node, _ axis: Int, _ batchAxisCount: Int) -> Result<IndexingAxes, Mistake> {
    guard shape.indices.contains(axis), 0 <= batchAxisCount, batchAxisCount <= Swift.min(axis, indices.rank) else {
      return .failure(.axisOutOfRange(operation: Gather.name, axis: axis, shape: shape))
    }
    let batch = Array(0..<batchAxisCount), placeCount = indices.rank - batchAxisCount
    let window = Array(batchAxisCount..<axis) + Array(axis + placeCount..<rank - 1 + placeCount)
    return .success(
      IndexingAxes(window: window, collapsed: [axis], batch: batch, indicesBatch: batch, indexed: [axis], vectorAxis: indices.rank))
  }

  /// 1 where the last axis' number is the index, else 0: `[…, depth]` for indices `[…]`. An index outside gives a row of zeros.
  public func oneHot(depth: Int, as dtype: DType) -> Node {
    if diagnosis != nil { return self }
    guard self.dtype.isInteger, depth >= 0 else {
      return .poison(Mistake.unsupportedDType(operation: "oneHot", self.dtype, expected: "integers, and a depth of at least 0"), [self])
    }
    let result = TensorType(self.dtype, shape + [depth])
    let numbers = Node.make(Broadcast(to: result.shape, axes: Array(0..<rank)), self)
    return Node.compare(numbers, .iota(result, along: rank), .equal).converted(to: dtype)
  }
}
