// A number beside a tensor, for the scalar types of most formulas by name: quick to type-check, as in Tensor+ConcreteArithmetic.swift.

extension Tensor where Scalar == Float {
  @inline(never) public static func .< (a: Tensor, b: Float) -> Tensor<Bool> { a.comparing(to: b, .less) }
  @inline(never) public static func .< (a: Float, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .greater) }
  @inline(never) public static func .<= (a: Tensor, b: Float) -> Tensor<Bool> { a.comparing(to: b, .lessOrEqual) }
  @inline(never) public static func .<= (a: Float, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .greaterOrEqual) }
  @inline(never) public static func .> (a: Tensor, b: Float) -> Tensor<Bool> { a.comparing(to: b, .greater) }
  @inline(never) public static func .> (a: Float, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .less) }
  @inline(never) public static func .>= (a: Tensor, b: Float) -> Tensor<Bool> { a.comparing(to: b, .greaterOrEqual) }
  @inline(never) public static func .>= (a: Float, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .lessOrEqual) }
  @inline(never) public static func .== (a: Tensor, b: Float) -> Tensor<Bool> { a.comparing(to: b, .equal) }
  @inline(never) public static func .== (a: Float, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .equal) }
  @inline(never) public static func .!= (a: Tensor, b: Float) -> Tensor<Bool> { a.comparing(to: b, .notEqual) }
  @inline(never) public static func .!= (a: Float, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .notEqual) }
}

extension Tensor where Scalar == Double {
  @inline(never) public static func .< (a: Tensor, b: Double) -> Tensor<Bool> { a.comparing(to: b, .less) }
  @inline(never) public static func .< (a: Double, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .greater) }
  @inline(never) public static func .<= (a: Tensor, b: Double) -> Tensor<Bool> { a.comparing(to: b, .lessOrEqual) }
  @inline(never) public static func .<= (a: Double, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .greaterOrEqual) }
  @inline(never) public static func .> (a: Tensor, b: Double) -> Tensor<Bool> { a.comparing(to: b, .greater) }
  @inline(never) public static func .> (a: Double, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .less) }
  @inline(never) public static func .>= (a: Tensor, b: Double) -> Tensor<Bool> { a.comparing(to: b, .greaterOrEqual) }
  @inline(never) public static func .>= (a: Double, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .lessOrEqual) }
  @inline(never) public static func .== (a: Tensor, b: Double) -> Tensor<Bool> { a.comparing(to: b, .equal) }
  @inline(never) public static func .== (a: Double, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .equal) }
  @inline(never) public static func .!= (a: Tensor, b: Double) -> Tensor<Bool> { a.comparing(to: b, .notEqual) }
  @inline(never) public static func .!= (a: Double, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .notEqual) }
}

extension Tensor where Scalar == Int32 {
  @inline(never) public static func .< (a: Tensor, b: Int32) -> Tensor<Bool> { a.comparing(to: b, .less) }
  @inline(never) public static func .< (a: Int32, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .greater) }
  @inline(never) public static func .<= (a: Tensor, b: Int32) -> Tensor<Bool> { a.comparing(to: b, .lessOrEqual) }
  @inline(never) public static func .<= (a: Int32, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .greaterOrEqual) }
  @inline(never) public static func .> (a: Tensor, b: Int32) -> Tensor<Bool> { a.comparing(to: b, .greater) }
  @inline(never) public static func .> (a: Int32, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .less) }
  @inline(never) public static func .>= (a: Tensor, b: Int32) -> Tensor<Bool> { a.comparing(to: b, .greaterOrEqual) }
  @inline(never) public static func .>= (a: Int32, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .lessOrEqual) }
  @inline(never) public static func .== (a: Tensor, b: Int32) -> Tensor<Bool> { a.comparing(to: b, .equal) }
  @inline(never) public static func .== (a: Int32, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .equal) }
  @inline(never) public static func .!= (a: Tensor, b: Int32) -> Tensor<Bool> { a.comparing(to: b, .notEqual) }
  @inline(never) public static func .!= (a: Int32, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .notEqual) }
}
