import RealModule

/// The error function 2/√π ∫₀ˣ e^(−t²) dt. Derivative: 2/√π e^(−x²).
struct Erf: CHLOUnaryOperation {
  static let name = "erf"
  static let stableHLO = "erf"
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T { .erf(x) }
  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? {
    cotangent * (-(operand * operand)).exp() * 1.1283791670955126  // 2/√π
  }
}

extension Node {
  /// 2/√π ∫₀ˣ e^(−t²) dt
  public func erf() -> Node { .make(Erf(), self) }
}
