import PJRT

/// The sign of the determinant and the logarithm of its magnitude: `[…, 2]` for `[…, n, n]`; 0 and −∞ for a singular matrix.
///
/// Derivative: ȳ · A⁻ᵀ for the logarithm, none for the sign.
struct LogDeterminant: MatrixOperation {
  static let name = "logDeterminant"
  static let target = "apus_log_determinant"
  static let handler: ForeignCall.Handler = { answer($0) }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    try Self.check(operands, count: 1)
    try Self.checkSquare(operands[0])
    return TensorType(operands[0].dtype, operands[0].shape.batch + [2])
  }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    let logarithm = cotangent.sliced(1..<2, alongAxis: cotangent.rank - 1).reshaped(to: operands[0].shape.batch)
    return [logarithm.asElements(of: operands[0]) * operands[0].matrixTransposed.matrixInverse()]
  }

  static func factors(of operands: [Matrix<Double>]) -> Matrix<Double>? {
    signAndLogarithm(LUFactors(operands[0]).determinantFactors)
  }

  /// Of the product of `factors`.
  static func signAndLogarithm<E: FloatElement>(_ factors: [E]) -> Matrix<E> {
    var (isNegative, logarithm) = (false, E.Compute(0))
    for factor in factors {
      if factor.compute < 0 { isNegative.toggle() }
      logarithm += .log(factor.compute.magnitude)
    }
    var result = Matrix<E>(rows: 1, columns: 2, repeating: E(computed: logarithm))
    result[0, 0] = logarithm == -.infinity ? .zeroValue : E(computed: isNegative ? -1 : 1)
    return result
  }
}

extension Node {
  /// The sign of the determinant, −1, 0 or 1, and the natural logarithm of its magnitude: `[…]` each for `[…, n, n]`.
  public func logDeterminant() -> (sign: Node, logarithm: Node) {
    let both = Node.make(LogDeterminant(), self)
    if both.diagnosis != nil { return (both, both) }
    let part = { (place: Int) in both.sliced(place..<place + 1, alongAxis: both.rank - 1).reshaped(to: self.shape.batch) }
    return (part(0), part(1))
  }
}
