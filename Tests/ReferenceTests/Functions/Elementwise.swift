import ApusNN

enum Elementwise: FunctionFamily {
  static let program = "elementwise"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    exponentials(&row)
    powers(&row)
    trigonometry(&row)
    special(&row)
    rounding(&row)
  }

  private static func exponentials<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("exp") { exp($0[0]) }
    row("exp2") { exp2($0[0]) }
    row("exp10") { exp10($0[0]) }
    row("expm1") { expm1($0[0]) }
    row("log") { log($0[0]) }
    row("log2") { log2($0[0]) }
    row("log10") { log10($0[0]) }
    row("log1p") { log1p($0[0]) }
    row("log1mexp") { log1mexp($0[0]) }
    row("logAddExp") { logAddExp($0[0], $0[1]) }
    row("xlogy") { xlogy($0[0], $0[1]) }
    row("xlog1py") { xlog1py($0[0], $0[1]) }
    row("logit") { logit($0[0]) }
  }

  private static func powers<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("sqrt") { sqrt($0[0]) }
    row("rsqrt") { rsqrt($0[0]) }
    row("cbrt") { cbrt($0[0]) }
    row("squared") { $0[0].squared() }
    row("pow") { pow($0[0], $0[1]) }
    row("pow 2.5") { pow($0[0], 2.5) }
    row("pow 2") { pow($0[0], Int(2)) }
    row("pow -3") { pow($0[0], Int(-3)) }
    row("pow of 3") { pow(3, $0[0]) }
    row("root 3") { root($0[0], 3) }
    row("root 4") { root($0[0], 4) }
    row("root -2") { root($0[0], -2) }
    row("reciprocal") { reciprocal($0[0]) }
    row("hypot") { hypot($0[0], $0[1]) }
    row("lerp") { lerp($0[0], $0[1], weight: $0[2]) }
  }

  private static func trigonometry<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("sin") { sin($0[0]) }
    row("cos") { cos($0[0]) }
    row("tan") { tan($0[0]) }
    row("asin") { asin($0[0]) }
    row("acos") { acos($0[0]) }
    row("atan") { atan($0[0]) }
    row("atan2") { atan2($0[0], $0[1]) }
    row("sinh") { sinh($0[0]) }
    row("cosh") { cosh($0[0]) }
    row("tanh") { tanh($0[0]) }
    row("asinh") { asinh($0[0]) }
    row("acosh") { acosh($0[0]) }
    row("atanh") { atanh($0[0]) }
    row("sinc") { sinc($0[0]) }
  }

  private static func special<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("erf") { erf($0[0]) }
    row("erfc") { erfc($0[0]) }
    row("erfInv") { erfInv($0[0]) }
    row("logGamma") { logGamma($0[0]) }
    row("digamma") { digamma($0[0]) }
    row("polygamma 1") { polygamma(1, $0[0]) }
    row("polygamma 3") { polygamma(3, $0[0]) }
    row("normalDistribution") { normalDistribution($0[0]) }
  }

  private static func rounding<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("abs") { abs($0[0]) }
    row("sign") { sign($0[0]) }
    row("floor") { floor($0[0]) }
    row("ceil") { ceil($0[0]) }
    row("round") { round($0[0]) }
    row("trunc") { trunc($0[0]) }
    row("frac") { frac($0[0]) }
    row("floorRemainder") { floorRemainder($0[0], $0[1]) }
    row("floorDivide") { floorDivide($0[0], $0[1]) }
  }
}
