/// How `gelu` computes the normal distribution function Φ.
public enum GeluForm: Hashable, Sendable {
  /// Exactly, with the error function.
  case erf
  /// (1 + tanh(√(2/π) · (x + 0.044715 · x³))) / 2, within 5·10⁻⁴ of Φ.
  case tanh
}

/// x · Φ(x), the Gaussian error linear unit (Hendrycks and Gimpel, arXiv 1606.08415). Derivative: Φ(x) + x · Φ′(x).
struct Gelu: CompositeOperation {
  static let name = "gelu"
  let form: GeluForm

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 1 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "one operand") }
    guard operands[0].dtype.isFloatingPoint else {
      throw .unsupportedDType(operation: Self.name, operands[0].dtype, expected: "Float, Double, Float16 or BFloat16")
    }
    return operands[0]
  }

  func decomposition(of operands: [Node]) -> Node { inFloat(operands[0]) { $0 * probability($0) } }

  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] {
    [inFloat(operands[0]) { x in probability(x) + x * density(x) } * cotangent]
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { result.elementCount * 16 }

  private static let cubic = 0.044715
  private static let slope = (2 / Double.pi).squareRoot()

  private func bend(_ x: Node) -> Node { ((x + x * x * x * Self.cubic) * Self.slope).tanh() }

  /// Φ
  private func probability(_ x: Node) -> Node {
    switch form {
    case .erf: ((x * 0.5.squareRoot()).erf() + 1) * 0.5
    case .tanh: (bend(x) + 1) * 0.5
    }
  }

  /// Φ′
  private func density(_ x: Node) -> Node {
    switch form {
    case .erf: return (x * x * -0.5).exp() * (Self.slope / 2)
    case .tanh:
      let bent = bend(x)
      return (1 - bent * bent) * (x * x * (3 * Self.cubic) + 1) * (Self.slope / 2)
    }
  }
}

extension Node {
  /// x · Φ(x) with the normal distribution function Φ.
  public func gelu(_ form: GeluForm = .erf) -> Node { .make(Gelu(form: form), self) }
}
