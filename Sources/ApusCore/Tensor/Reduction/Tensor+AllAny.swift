extension Tensor where Scalar == Bool {
  /// Whether all elements are true. Reads the tensor; `all(squeezingAxes:)` gives a tensor.
  public func all() -> Bool { Tensor(node.all(along: node.allAxes)).scalarized() }

  /// Whether an element is true. Reads the tensor; `any(squeezingAxes:)` gives a tensor.
  public func any() -> Bool { Tensor(node.any(along: node.allAxes)).scalarized() }

  /// Whether all elements along `axes` are true; the axes disappear.
  @inline(never) public func all(squeezingAxes axes: [Int]) -> Tensor { all(axes, keeping: false) }
  @inline(never) public func all(squeezingAxes axes: Int...) -> Tensor { all(axes, keeping: false) }
  /// Whether all elements along `axes` are true; the axes stay with the extent 1.
  @inline(never) public func all(alongAxes axes: [Int]) -> Tensor { all(axes, keeping: true) }
  @inline(never) public func all(alongAxes axes: Int...) -> Tensor { all(axes, keeping: true) }

  /// Whether an element along `axes` is true; the axes disappear.
  @inline(never) public func any(squeezingAxes axes: [Int]) -> Tensor { any(axes, keeping: false) }
  @inline(never) public func any(squeezingAxes axes: Int...) -> Tensor { any(axes, keeping: false) }
  /// Whether an element along `axes` is true; the axes stay with the extent 1.
  @inline(never) public func any(alongAxes axes: [Int]) -> Tensor { any(axes, keeping: true) }
  @inline(never) public func any(alongAxes axes: Int...) -> Tensor { any(axes, keeping: true) }

  private func all(_ axes: [Int], keeping: Bool) -> Tensor {
    Tensor(node.reducing(axes, keeping: keeping, for: "all") { node.all(along: $0) })
  }

  private func any(_ axes: [Int], keeping: Bool) -> Tensor {
    Tensor(node.reducing(axes, keeping: keeping, for: "any") { node.any(along: $0) })
  }
}
