// A number beside a tensor, for each scalar type by name. With one generic overload instead, a formula such as
// `1 - 2 * x / 3 + (x - 1) * (x + 1) * 0.5` is "unable to type-check in reasonable time"; with these it takes 5 ms.

extension Tensor where Scalar == Float {
  @inline(never) public static func + (a: Tensor, b: Float) -> Tensor { Tensor(a.node + a.constant(b)) }
  @inline(never) public static func + (a: Float, b: Tensor) -> Tensor { Tensor(b.constant(a) + b.node) }
  @inline(never) public static func += (a: inout Tensor, b: Float) { a = a + b }
  @inline(never) public static func - (a: Tensor, b: Float) -> Tensor { Tensor(a.node - a.constant(b)) }
  @inline(never) public static func - (a: Float, b: Tensor) -> Tensor { Tensor(b.constant(a) - b.node) }
  @inline(never) public static func -= (a: inout Tensor, b: Float) { a = a - b }
  @inline(never) public static func * (a: Tensor, b: Float) -> Tensor { Tensor(a.node * a.constant(b)) }
  @inline(never) public static func * (a: Float, b: Tensor) -> Tensor { Tensor(b.constant(a) * b.node) }
  @inline(never) public static func *= (a: inout Tensor, b: Float) { a = a * b }
  @inline(never) public static func / (a: Tensor, b: Float) -> Tensor { Tensor(a.node / a.constant(b)) }
  @inline(never) public static func / (a: Float, b: Tensor) -> Tensor { Tensor(b.constant(a) / b.node) }
  @inline(never) public static func /= (a: inout Tensor, b: Float) { a = a / b }
}

extension Tensor where Scalar == Double {
  @inline(never) public static func + (a: Tensor, b: Double) -> Tensor { Tensor(a.node + a.constant(b)) }
  @inline(never) public static func + (a: Double, b: Tensor) -> Tensor { Tensor(b.constant(a) + b.node) }
  @inline(never) public static func += (a: inout Tensor, b: Double) { a = a + b }
  @inline(never) public static func - (a: Tensor, b: Double) -> Tensor { Tensor(a.node - a.constant(b)) }
  @inline(never) public static func - (a: Double, b: Tensor) -> Tensor { Tensor(b.constant(a) - b.node) }
  @inline(never) public static func -= (a: inout Tensor, b: Double) { a = a - b }
  @inline(never) public static func * (a: Tensor, b: Double) -> Tensor { Tensor(a.node * a.constant(b)) }
  @inline(never) public static func * (a: Double, b: Tensor) -> Tensor { Tensor(b.constant(a) * b.node) }
  @inline(never) public static func *= (a: inout Tensor, b: Double) { a = a * b }
  @inline(never) public static func / (a: Tensor, b: Double) -> Tensor { Tensor(a.node / a.constant(b)) }
  @inline(never) public static func / (a: Double, b: Tensor) -> Tensor { Tensor(b.constant(a) / b.node) }
  @inline(never) public static func /= (a: inout Tensor, b: Double) { a = a / b }
}

extension Tensor where Scalar == BFloat16 {
  @inline(never) public static func + (a: Tensor, b: BFloat16) -> Tensor { Tensor(a.node + a.constant(b)) }
  @inline(never) public static func + (a: BFloat16, b: Tensor) -> Tensor { Tensor(b.constant(a) + b.node) }
  @inline(never) public static func += (a: inout Tensor, b: BFloat16) { a = a + b }
  @inline(never) public static func - (a: Tensor, b: BFloat16) -> Tensor { Tensor(a.node - a.constant(b)) }
  @inline(never) public static func - (a: BFloat16, b: Tensor) -> Tensor { Tensor(b.constant(a) - b.node) }
  @inline(never) public static func -= (a: inout Tensor, b: BFloat16) { a = a - b }
  @inline(never) public static func * (a: Tensor, b: BFloat16) -> Tensor { Tensor(a.node * a.constant(b)) }
  @inline(never) public static func * (a: BFloat16, b: Tensor) -> Tensor { Tensor(b.constant(a) * b.node) }
  @inline(never) public static func *= (a: inout Tensor, b: BFloat16) { a = a * b }
  @inline(never) public static func / (a: Tensor, b: BFloat16) -> Tensor { Tensor(a.node / a.constant(b)) }
  @inline(never) public static func / (a: BFloat16, b: Tensor) -> Tensor { Tensor(b.constant(a) / b.node) }
  @inline(never) public static func /= (a: inout Tensor, b: BFloat16) { a = a / b }
}

extension Tensor where Scalar == Int32 {
  @inline(never) public static func + (a: Tensor, b: Int32) -> Tensor { Tensor(a.node + a.constant(b)) }
  @inline(never) public static func + (a: Int32, b: Tensor) -> Tensor { Tensor(b.constant(a) + b.node) }
  @inline(never) public static func += (a: inout Tensor, b: Int32) { a = a + b }
  @inline(never) public static func - (a: Tensor, b: Int32) -> Tensor { Tensor(a.node - a.constant(b)) }
  @inline(never) public static func - (a: Int32, b: Tensor) -> Tensor { Tensor(b.constant(a) - b.node) }
  @inline(never) public static func -= (a: inout Tensor, b: Int32) { a = a - b }
  @inline(never) public static func * (a: Tensor, b: Int32) -> Tensor { Tensor(a.node * a.constant(b)) }
  @inline(never) public static func * (a: Int32, b: Tensor) -> Tensor { Tensor(b.constant(a) * b.node) }
  @inline(never) public static func *= (a: inout Tensor, b: Int32) { a = a * b }
  @inline(never) public static func / (a: Tensor, b: Int32) -> Tensor { Tensor(a.node / a.constant(b)) }
  @inline(never) public static func / (a: Int32, b: Tensor) -> Tensor { Tensor(b.constant(a) / b.node) }
  @inline(never) public static func /= (a: inout Tensor, b: Int32) { a = a / b }
}

extension Tensor where Scalar == Int64 {
  @inline(never) public static func + (a: Tensor, b: Int64) -> Tensor { Tensor(a.node + a.constant(b)) }
  @inline(never) public static func + (a: Int64, b: Tensor) -> Tensor { Tensor(b.constant(a) + b.node) }
  @inline(never) public static func += (a: inout Tensor, b: Int64) { a = a + b }
  @inline(never) public static func - (a: Tensor, b: Int64) -> Tensor { Tensor(a.node - a.constant(b)) }
  @inline(never) public static func - (a: Int64, b: Tensor) -> Tensor { Tensor(b.constant(a) - b.node) }
  @inline(never) public static func -= (a: inout Tensor, b: Int64) { a = a - b }
  @inline(never) public static func * (a: Tensor, b: Int64) -> Tensor { Tensor(a.node * a.constant(b)) }
  @inline(never) public static func * (a: Int64, b: Tensor) -> Tensor { Tensor(b.constant(a) * b.node) }
  @inline(never) public static func *= (a: inout Tensor, b: Int64) { a = a * b }
  @inline(never) public static func / (a: Tensor, b: Int64) -> Tensor { Tensor(a.node / a.constant(b)) }
  @inline(never) public static func / (a: Int64, b: Tensor) -> Tensor { Tensor(b.constant(a) / b.node) }
  @inline(never) public static func /= (a: inout Tensor, b: Int64) { a = a / b }
}

extension Tensor where Scalar == UInt8 {
  @inline(never) public static func + (a: Tensor, b: UInt8) -> Tensor { Tensor(a.node + a.constant(b)) }
  @inline(never) public static func + (a: UInt8, b: Tensor) -> Tensor { Tensor(b.constant(a) + b.node) }
  @inline(never) public static func += (a: inout Tensor, b: UInt8) { a = a + b }
  @inline(never) public static func - (a: Tensor, b: UInt8) -> Tensor { Tensor(a.node - a.constant(b)) }
  @inline(never) public static func - (a: UInt8, b: Tensor) -> Tensor { Tensor(b.constant(a) - b.node) }
  @inline(never) public static func -= (a: inout Tensor, b: UInt8) { a = a - b }
  @inline(never) public static func * (a: Tensor, b: UInt8) -> Tensor { Tensor(a.node * a.constant(b)) }
  @inline(never) public static func * (a: UInt8, b: Tensor) -> Tensor { Tensor(b.constant(a) * b.node) }
  @inline(never) public static func *= (a: inout Tensor, b: UInt8) { a = a * b }
  @inline(never) public static func / (a: Tensor, b: UInt8) -> Tensor { Tensor(a.node / a.constant(b)) }
  @inline(never) public static func / (a: UInt8, b: Tensor) -> Tensor { Tensor(b.constant(a) / b.node) }
  @inline(never) public static func /= (a: inout Tensor, b: UInt8) { a = a / b }
}
