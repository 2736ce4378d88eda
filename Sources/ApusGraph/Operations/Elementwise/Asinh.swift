import RealModule

/// The inverse of the hyperbolic sine. Derivative: 1 / √(x² + 1).
struct Asinh: CHLOUnaryOperation {
  static let name = "asinh"
  static let stableHLO = "asinh"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .asinh(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? { cotangent / (operand * operand + 1).sqrt() }
}

extension Node {
  /// arsinh x
  public func asinh() -> Node { .make(Asinh(), self) }
}
