extension Tensor where Scalar == Bool {
  /// Both, element by element; the shapes are broadcast.
  @inline(never) public static func .&& (a: Tensor, b: Tensor) -> Tensor { Tensor(.and(a.node, b.node)) }
  /// Either or both, element by element; the shapes are broadcast.
  @inline(never) public static func .|| (a: Tensor, b: Tensor) -> Tensor { Tensor(.or(a.node, b.node)) }
  /// The opposite of each element.
  @inline(never) public static prefix func .! (a: Tensor) -> Tensor { Tensor(a.node.not()) }

  // S4TF's names.
  @inline(never) public func elementsLogicalNot() -> Tensor { .!self }
  @inline(never) public func elementsLogicalAnd(_ other: Tensor) -> Tensor { self .&& other }
  @inline(never) public func elementsLogicalAnd(_ other: Bool) -> Tensor { self .&& Tensor(other) }
  @inline(never) public func elementsLogicalOr(_ other: Tensor) -> Tensor { self .|| other }
  @inline(never) public func elementsLogicalOr(_ other: Bool) -> Tensor { self .|| Tensor(other) }
}
