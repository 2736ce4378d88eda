import RealModule

/// The number whose error function each element is: ±∞ at ±1, NaN beyond. Derivative: √π/2 e^(y²).
struct ErfInv: CHLOUnaryOperation {
  static let name = "erfInv"
  static let stableHLO = "erf_inv"
  static let elementCost = 32

  /// An approximation of four digits (S. Winitzki, 2008), then steps of Newton's method with the smaller of the two errors functions.
  static func apply<T: Real & BinaryFloatingPoint>(_ x: T) -> T {
    guard x.magnitude < 1 else { return x.magnitude == 1 ? x * .infinity : .nan }
    if x == 0 { return x }
    let logarithm = T.log(onePlus: -x * x), a = T(0.147), b = 2 / (T.pi * a) + logarithm / 2
    var y = ((b * b - logarithm / a).squareRoot() - b).squareRoot()
    let size = x.magnitude
    for _ in 0..<3 {
      let excess = size < T(0.5) ? T.erf(y) - size : (1 - size) - T.erfc(y)
      y -= excess * T.pi.squareRoot() / 2 * .exp(y * y)
    }
    return x < 0 ? -y : y
  }

  static func pullback(_ cotangent: Node, _ operand: Node, _ result: Node) -> Node? {
    cotangent * (result * result).exp() * 0.886226925452758  // √π/2
  }
}

extension Node {
  /// The number whose error function each element is.
  public func erfInv() -> Node { .make(ErfInv(), self) }
}
