// A variable in a formula is its value. Overloads for each concrete scalar type keep formulas quick to type-check.
extension Variable where Scalar: TensorNumber {
  @inline(never) public static func + (a: Variable, b: Variable) -> Tensor<Scalar> { a.value + b.value }
  @inline(never) public static func + (a: Variable, b: Tensor<Scalar>) -> Tensor<Scalar> { a.value + b }
  @inline(never) public static func + (a: Tensor<Scalar>, b: Variable) -> Tensor<Scalar> { a + b.value }
  @inline(never) public static func - (a: Variable, b: Variable) -> Tensor<Scalar> { a.value - b.value }
  @inline(never) public static func - (a: Variable, b: Tensor<Scalar>) -> Tensor<Scalar> { a.value - b }
  @inline(never) public static func - (a: Tensor<Scalar>, b: Variable) -> Tensor<Scalar> { a - b.value }
  @inline(never) public static func * (a: Variable, b: Variable) -> Tensor<Scalar> { a.value * b.value }
  @inline(never) public static func * (a: Variable, b: Tensor<Scalar>) -> Tensor<Scalar> { a.value * b }
  @inline(never) public static func * (a: Tensor<Scalar>, b: Variable) -> Tensor<Scalar> { a * b.value }
  @inline(never) public static func / (a: Variable, b: Variable) -> Tensor<Scalar> { a.value / b.value }
  @inline(never) public static func / (a: Variable, b: Tensor<Scalar>) -> Tensor<Scalar> { a.value / b }
  @inline(never) public static func / (a: Tensor<Scalar>, b: Variable) -> Tensor<Scalar> { a / b.value }
  @inline(never) public static prefix func - (a: Variable) -> Tensor<Scalar> { -a.value }
}

extension Variable where Scalar == Float {
  @inline(never) public static func + (a: Variable, b: Float) -> Tensor<Float> { a.value + b }
  @inline(never) public static func + (a: Float, b: Variable) -> Tensor<Float> { a + b.value }
  @inline(never) public static func - (a: Variable, b: Float) -> Tensor<Float> { a.value - b }
  @inline(never) public static func - (a: Float, b: Variable) -> Tensor<Float> { a - b.value }
  @inline(never) public static func * (a: Variable, b: Float) -> Tensor<Float> { a.value * b }
  @inline(never) public static func * (a: Float, b: Variable) -> Tensor<Float> { a * b.value }
  @inline(never) public static func / (a: Variable, b: Float) -> Tensor<Float> { a.value / b }
  @inline(never) public static func / (a: Float, b: Variable) -> Tensor<Float> { a / b.value }
}

extension Variable where Scalar == Double {
  @inline(never) public static func + (a: Variable, b: Double) -> Tensor<Double> { a.value + b }
  @inline(never) public static func + (a: Double, b: Variable) -> Tensor<Double> { a + b.value }
  @inline(never) public static func - (a: Variable, b: Double) -> Tensor<Double> { a.value - b }
  @inline(never) public static func - (a: Double, b: Variable) -> Tensor<Double> { a - b.value }
  @inline(never) public static func * (a: Variable, b: Double) -> Tensor<Double> { a.value * b }
  @inline(never) public static func * (a: Double, b: Variable) -> Tensor<Double> { a * b.value }
  @inline(never) public static func / (a: Variable, b: Double) -> Tensor<Double> { a.value / b }
  @inline(never) public static func / (a: Double, b: Variable) -> Tensor<Double> { a / b.value }
}

extension Variable where Scalar == Int32 {
  @inline(never) public static func + (a: Variable, b: Int32) -> Tensor<Int32> { a.value + b }
  @inline(never) public static func + (a: Int32, b: Variable) -> Tensor<Int32> { a + b.value }
  @inline(never) public static func - (a: Variable, b: Int32) -> Tensor<Int32> { a.value - b }
  @inline(never) public static func - (a: Int32, b: Variable) -> Tensor<Int32> { a - b.value }
  @inline(never) public static func * (a: Variable, b: Int32) -> Tensor<Int32> { a.value * b }
  @inline(never) public static func * (a: Int32, b: Variable) -> Tensor<Int32> { a * b.value }
  @inline(never) public static func / (a: Variable, b: Int32) -> Tensor<Int32> { a.value / b }
  @inline(never) public static func / (a: Int32, b: Variable) -> Tensor<Int32> { a / b.value }
}
