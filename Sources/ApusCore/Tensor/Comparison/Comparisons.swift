infix operator .&& : LogicalConjunctionPrecedence
infix operator .|| : LogicalDisjunctionPrecedence

// Comparison element by element, with broadcasting. `==` and `!=` compare whole tensors and give one `Bool`.
extension Tensor {
  @inline(never) public static func .== (a: Tensor, b: Tensor) -> Tensor<Bool> { comparing(a.node, b.node, .equal) }
  @inline(never) public static func .!= (a: Tensor, b: Tensor) -> Tensor<Bool> { comparing(a.node, b.node, .notEqual) }

  @_disfavoredOverload @inline(never) public static func .== (a: Tensor, b: Scalar) -> Tensor<Bool> { a.comparing(to: b, .equal) }
  @_disfavoredOverload @inline(never) public static func .!= (a: Tensor, b: Scalar) -> Tensor<Bool> { a.comparing(to: b, .notEqual) }
  @_disfavoredOverload @inline(never) public static func .== (a: Scalar, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .equal) }
  @_disfavoredOverload @inline(never) public static func .!= (a: Scalar, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .notEqual) }

  /// How each element compares with one number.
  func comparing(to scalar: Scalar, _ comparison: Comparison) -> Tensor<Bool> {
    Self.comparing(node, .constant(bits: scalar.bits, node.type, device: node.device), comparison)
  }

  private static func comparing(_ a: Node, _ b: Node, _ comparison: Comparison) -> Tensor<Bool> {
    Tensor<Bool>(Node.matching(a, b, for: "compare") { .compare($0, $1, comparison) })
  }
}

extension Tensor where Scalar: TensorNumber {
  @inline(never) public static func .< (a: Tensor, b: Tensor) -> Tensor<Bool> { comparing(a.node, b.node, .less) }
  @inline(never) public static func .<= (a: Tensor, b: Tensor) -> Tensor<Bool> { comparing(a.node, b.node, .lessOrEqual) }
  @inline(never) public static func .> (a: Tensor, b: Tensor) -> Tensor<Bool> { comparing(a.node, b.node, .greater) }
  @inline(never) public static func .>= (a: Tensor, b: Tensor) -> Tensor<Bool> { comparing(a.node, b.node, .greaterOrEqual) }

  @_disfavoredOverload @inline(never) public static func .< (a: Tensor, b: Scalar) -> Tensor<Bool> { a.comparing(to: b, .less) }
  @_disfavoredOverload @inline(never) public static func .<= (a: Tensor, b: Scalar) -> Tensor<Bool> { a.comparing(to: b, .lessOrEqual) }
  @_disfavoredOverload @inline(never) public static func .> (a: Tensor, b: Scalar) -> Tensor<Bool> { a.comparing(to: b, .greater) }
  @_disfavoredOverload @inline(never) public static func .>= (a: Tensor, b: Scalar) -> Tensor<Bool> { a.comparing(to: b, .greaterOrEqual) }
  @_disfavoredOverload @inline(never) public static func .< (a: Scalar, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .greater) }
  @_disfavoredOverload @inline(never) public static func .<= (a: Scalar, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .greaterOrEqual) }
  @_disfavoredOverload @inline(never) public static func .> (a: Scalar, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .less) }
  @_disfavoredOverload @inline(never) public static func .>= (a: Scalar, b: Tensor) -> Tensor<Bool> { b.comparing(to: a, .lessOrEqual) }
}
