extension Node {
  /// The number below which a standard normal one lies with the probability that each element gives; probabilities from 0.02 to 0.98.
  ///
  /// A rational approximation of the middle (P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution
  /// function", relative error 1.2 · 10⁻⁹), then one step of Newton's method, which squares the error.
  func inverseNormalDistribution() -> Node {
    let q = self - 0.5, r = q * q
    let numerator = r.polynomial([
      2.506628277459239, -3.066479806614716e1, 1.383577518672690e2, -2.759285104469687e2, 2.209460984245205e2, -3.969683028665376e1,
    ])
    let denominator = r.polynomial([
      1, -1.328068155288572e1, 6.680131188771972e1, -1.556989798598866e2, 1.615858368580409e2, -5.447609879822406e1,
    ])
    let x = q * numerator / denominator
    let excess = ((x * 0.5.squareRoot()).erf() + 1) * 0.5 - self
    let density = (x * x * -0.5).exp() * (1 / (2 * Double.pi).squareRoot())
    return x - excess / density
  }

  /// The polynomial with these coefficients, the constant one first.
  private func polynomial(_ coefficients: [Double]) -> Node {
    coefficients.dropLast().reversed().reduce(filled(coefficients.last ?? 0)) { $0 * self + $1 }
  }
}
