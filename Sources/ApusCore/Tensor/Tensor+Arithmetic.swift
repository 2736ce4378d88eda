// Arithmetic between tensors, with NumPy's broadcasting. Operations are never inlined into their caller, so that a backtrace taken at
// a mistake names the caller's line.
extension Tensor where Scalar: TensorNumber {
  @inline(never) public static func + (a: Tensor, b: Tensor) -> Tensor { Tensor(a.node + b.node) }
  @inline(never) public static func - (a: Tensor, b: Tensor) -> Tensor { Tensor(a.node - b.node) }
  @inline(never) public static func * (a: Tensor, b: Tensor) -> Tensor { Tensor(a.node * b.node) }
  @inline(never) public static func / (a: Tensor, b: Tensor) -> Tensor { Tensor(a.node / b.node) }
  @inline(never) public static func % (a: Tensor, b: Tensor) -> Tensor { Tensor(.remainder(a.node, b.node)) }
  @inline(never) public static prefix func - (a: Tensor) -> Tensor { Tensor(-a.node) }
  public static prefix func + (a: Tensor) -> Tensor { a }

  @inline(never) public static func += (a: inout Tensor, b: Tensor) { a = a + b }
  @inline(never) public static func -= (a: inout Tensor, b: Tensor) { a = a - b }
  @inline(never) public static func *= (a: inout Tensor, b: Tensor) { a = a * b }
  @inline(never) public static func /= (a: inout Tensor, b: Tensor) { a = a / b }

  /// A number of an expression: part of the program, or an input of it once it was seen to change.
  package func constant(_ scalar: Scalar) -> Node {
    let node = node
    return .constant(bits: scalar.bits, node.type, device: node.device)
  }
}

// A number beside a tensor in code that is generic over the scalar. Disfavoured: for concrete types the overloads of
// Tensor+ConcreteArithmetic.swift keep ordinary formulas quick to type-check.
extension Tensor where Scalar: TensorNumber {
  @_disfavoredOverload @inline(never) public static func + (a: Tensor, b: Scalar) -> Tensor { Tensor(a.node + a.constant(b)) }
  @_disfavoredOverload @inline(never) public static func - (a: Tensor, b: Scalar) -> Tensor { Tensor(a.node - a.constant(b)) }
  @_disfavoredOverload @inline(never) public static func * (a: Tensor, b: Scalar) -> Tensor { Tensor(a.node * a.constant(b)) }
  @_disfavoredOverload @inline(never) public static func / (a: Tensor, b: Scalar) -> Tensor { Tensor(a.node / a.constant(b)) }
  @_disfavoredOverload @inline(never) public static func + (a: Scalar, b: Tensor) -> Tensor { Tensor(b.constant(a) + b.node) }
  @_disfavoredOverload @inline(never) public static func - (a: Scalar, b: Tensor) -> Tensor { Tensor(b.constant(a) - b.node) }
  @_disfavoredOverload @inline(never) public static func * (a: Scalar, b: Tensor) -> Tensor { Tensor(b.constant(a) * b.node) }
  @_disfavoredOverload @inline(never) public static func / (a: Scalar, b: Tensor) -> Tensor { Tensor(b.constant(a) / b.node) }
}
