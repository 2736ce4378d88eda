// The bits of integers, element by element; the shapes are broadcast. Shifts by as many places as the type has bits, or more, or fewer than
// none, leave no bit (for a shift right of signed numbers the sign).
extension Tensor where Scalar: TensorNumber & IntegerElement {
  @inline(never) public static func & (a: Tensor, b: Tensor) -> Tensor { Tensor(.and(a.node, b.node)) }
  @inline(never) public static func | (a: Tensor, b: Tensor) -> Tensor { Tensor(.or(a.node, b.node)) }
  @inline(never) public static func ^ (a: Tensor, b: Tensor) -> Tensor { Tensor(.xor(a.node, b.node)) }
  @inline(never) public static prefix func ~ (a: Tensor) -> Tensor { Tensor(a.node.not()) }
  @inline(never) public static func << (a: Tensor, b: Tensor) -> Tensor { Tensor(.shiftLeft(a.node, b.node)) }

  /// Of signed numbers the sign moves in from the left.
  @inline(never)
  public static func >> (a: Tensor, b: Tensor) -> Tensor {
    Tensor(Scalar.isSigned ? .shiftRightArithmetic(a.node, b.node) : .shiftRightLogical(a.node, b.node))
  }

  /// How many bits of each element are 1.
  @inline(never) public func nonzeroBitCount() -> Tensor { Tensor(node.populationCount()) }
}
