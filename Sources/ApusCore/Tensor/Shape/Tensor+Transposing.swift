extension Tensor {
  /// The axes in another order: axis `i` of the result is axis `permutation[i]` of this tensor.
  @inline(never)
  public func transposed(permutation: [Int]) -> Tensor {
    Tensor(node.transposed(permutation: permutation.map { $0 < 0 ? $0 + rank : $0 }))
  }

  @inline(never)
  public func transposed(permutation: Int...) -> Tensor { transposed(permutation: permutation) }

  /// The axes in the opposite order: for a matrix its transpose.
  @inline(never)
  public func transposed() -> Tensor { Tensor(node.transposed(permutation: node.allAxes.reversed())) }

  /// The elements in the opposite order along `axes`.
  @inline(never)
  public func reversed(inAxes axes: [Int]) -> Tensor { Tensor(node.along(axes, for: "reversed") { node.reversed(along: $0) }) }

  @inline(never)
  public func reversed(inAxes axes: Int...) -> Tensor { reversed(inAxes: axes) }
}
