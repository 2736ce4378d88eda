import ApusNN
import Foundation

/// The problem of `Fixtures/make-optimizers.py`, with its parameters as values or as variables.
struct OptimizerProblem: Module {
  struct Values {
    var a = OptimizerProblem.a
    var b = OptimizerProblem.b
  }
  final class Variables: Sendable {
    let a = Variable(OptimizerProblem.a)
    let b = Variable(OptimizerProblem.b)
  }

  static let a = Tensor<Float>([[1, -2, 0.5], [0.25, 3, -0.1]])
  static let b = Tensor<Float>([3, 0.5])
  static let x = Tensor<Float>([[1, 0.5, 2], [-0.5, 0.1, 4]])

  var values: Values?
  var variables: Variables?

  static var withValues: Self { Self(values: Values()) }
  static var withVariables: Self { Self(variables: Variables()) }

  private var parts: (a: Tensor<Float>, b: Tensor<Float>) {
    if let values { return (values.a, values.b) }
    if let variables { return (variables.a.value, variables.b.value) }
    return (Self.a, Self.b)
  }

  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
    let (a, b) = parts
    return (a * a * x).sum() + (b * b * b).sum()
  }

  func read() throws -> [Float] { try parts.a.readScalars() + parts.b.readScalars() }

  /// The parameters after each step of each optimizer.
  static let reference: Result<[String: [[Double]]], any Error> = Result {
    struct File: Decodable { let steps: [String: [[Double]]] }
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/optimizers.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).steps
  }
}
