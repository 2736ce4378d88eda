import ApusNN
import ApusTesting
import Foundation

/// The problems of `References/optimizers/make-optimizers.py`, with their parameters as values or as variables.
struct OptimizerProblem: Module {
  enum Kind: String, CaseIterable, Sendable { case quadratic, network }

  struct Values {
    var a = OptimizerProblem.a
    // The network's; an optional is no parameter while it is `nil`.
    var c: Tensor<Float>?
    var d: Tensor<Float>?
    var b = OptimizerProblem.b
  }
  final class Variables: Sendable {
    let a = Variable(OptimizerProblem.a)
    let c: Variable<Float>?
    let d: Variable<Float>?
    let b = Variable(OptimizerProblem.b)

    init(_ kind: Kind) {
      c = kind == .network ? Variable(OptimizerProblem.c) : nil
      d = kind == .network ? Variable(OptimizerProblem.d) : nil
    }
  }

  static let a = Tensor<Float>([[1, -2, 0.5], [0.25, 3, -0.1]])
  static let b = Tensor<Float>([3, 0.5])
  static let c = Tensor<Float>([[0.5, -1], [1, 0.2], [-0.3, 0.7]])
  static let d = Tensor<Float>([0.1, -0.2, 0.3])
  private static let factors = Tensor<Float>([[1, 0.5, 2], [-0.5, 0.1, 4]])
  private static let inputs = Tensor<Float>([[1, 0.5], [-0.5, 0.1], [0.3, -1], [2, 1.5]])
  private static let outputs = Tensor<Float>([[1, 0], [-1, 2], [0.5, 0.5], [0, -1]])

  var values: Values?
  var variables: Variables?
  let kind: Kind

  static func values(_ kind: Kind) -> Self {
    Self(values: kind == .network ? Values(c: c, d: d) : Values(), kind: kind)
  }
  static func variables(_ kind: Kind) -> Self { Self(variables: Variables(kind), kind: kind) }
  static var withValues: Self { values(.quadratic) }
  static var withVariables: Self { variables(.quadratic) }

  var x: Tensor<Float> { kind == .network ? Self.inputs : Self.factors }

  private var parts: (a: Tensor<Float>, c: Tensor<Float>?, d: Tensor<Float>?, b: Tensor<Float>) {
    if let values { return (values.a, values.c, values.d, values.b) }
    if let variables { return (variables.a.value, variables.c?.value, variables.d?.value, variables.b.value) }
    return (Self.a, nil, nil, Self.b)
  }

  /// The loss.
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
    let (a, c, d, b) = parts
    guard let c, let d else { return (a * a * x).sum() + (b * b * b).sum() }
    return meanSquaredError(predicted: matmul(tanh(matmul(x, a) + d), c) + b, expected: Self.outputs)
  }

  func read() throws -> [Float] { try [parts.a, parts.c, parts.d, parts.b].compactMap { try $0?.readScalars() }.flatMap { $0 } }

  /// The parameters after each step of each optimizer.
  static let references: Result<[Kind: [String: [[Double]]]], any Error> = Result {
    struct File: Decodable { let quadratic, network: [String: [[Double]]] }
    let file = try readReference("optimizers/optimizers.json", as: File.self)
    return [.quadratic: file.quadratic, .network: file.network]
  }

  static func reference(_ name: String, _ kind: Kind = .quadratic) throws -> [[Double]]? { try references.get()[kind]?[name] }
}
