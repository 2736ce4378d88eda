import RealModule

/// 1 − erf x, exact for large x too. Derivative: −2/√π e^(−x²).
struct Erfc: CHLOUnaryOperation {
  static let name = "erfc"
  static let stableHLO = "erfc"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .erfc(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? {
    cotangent * (-(operand * operand)).exp() * -1.1283791670955126  // 2/√π
  }
}

extension Node {
  /// 1 − erf x
  public func erfc() -> Node { .make(Erfc(), self) }
}
