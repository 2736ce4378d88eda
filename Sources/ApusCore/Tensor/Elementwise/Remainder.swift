// The remainder of a division that is cut off toward zero: it has the sign of the dividend, as in C and Swift.

extension Tensor where Scalar: TensorNumber {
  @inline(never) public static func %= (a: inout Tensor, b: Tensor) { a = a % b }
  @_disfavoredOverload @inline(never) public static func % (a: Tensor, b: Scalar) -> Tensor { Tensor(.remainder(a.node, a.constant(b))) }
  @_disfavoredOverload @inline(never) public static func % (a: Scalar, b: Tensor) -> Tensor { Tensor(.remainder(b.constant(a), b.node)) }
}

/// The largest whole number that is not above a / b; the shapes are broadcast.
@inline(never)
public func floorDivide<S: TensorFloatingPoint>(_ a: Tensor<S>, _ b: Tensor<S>) -> Tensor<S> { (a - floorRemainder(a, b)) / b }

/// The remainder that has the sign of the divisor, as in Python and PyTorch; the shapes are broadcast.
@inline(never)
public func floorRemainder<S: TensorFloatingPoint>(_ a: Tensor<S>, _ b: Tensor<S>) -> Tensor<S> {
  let cut = a % b
  return cut.replacing(with: cut + b, where: (cut .!= 0) .&& (cut .< 0) .!= (b .< 0))
}

// For the scalar types of most formulas by name: quick to type-check, as in Tensor+ConcreteArithmetic.swift.

extension Tensor where Scalar == Float {
  @inline(never) public static func % (a: Tensor, b: Float) -> Tensor { Tensor(.remainder(a.node, a.constant(b))) }
  @inline(never) public static func % (a: Float, b: Tensor) -> Tensor { Tensor(.remainder(b.constant(a), b.node)) }
}

extension Tensor where Scalar == Double {
  @inline(never) public static func % (a: Tensor, b: Double) -> Tensor { Tensor(.remainder(a.node, a.constant(b))) }
  @inline(never) public static func % (a: Double, b: Tensor) -> Tensor { Tensor(.remainder(b.constant(a), b.node)) }
}

extension Tensor where Scalar == Int32 {
  @inline(never) public static func % (a: Tensor, b: Int32) -> Tensor { Tensor(.remainder(a.node, a.constant(b))) }
  @inline(never) public static func % (a: Int32, b: Tensor) -> Tensor { Tensor(.remainder(b.constant(a), b.node)) }
}
