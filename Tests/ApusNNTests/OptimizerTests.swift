import ApusNN
import Foundation
import Testing

/// Every optimizer: five steps against its formula written out in `Double`, as values and on variables.
@Suite struct OptimizerTests {
  struct Pair: Module {
    var a = Tensor<Float>([1, -2, 0.5])
    var b = Tensor<Float>(3)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { (a * a * x).sum() + b * b * b }
  }

  final class VariablePair: Module {
    let a = Variable<Float>([1, -2, 0.5])
    let b = Variable<Float>(3)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { (a * a * x).sum() + b * b * b.value }
  }

  /// The new parameter from the old one, its gradient, its two slots, and the number of the step from 1.
  typealias Formula = @Sendable (_ p: Double, _ g: Double, _ slots: inout [Double], _ step: Int) -> Double

  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let values: @Sendable (Pair) -> any Optimizer<Pair>
    let variables: @Sendable (VariablePair) -> any Optimizer<VariablePair>
    let formula: Formula
    var testDescription: String { name }
  }

  private static let rate = 0.05

  static let rows: [Row] = [
    Row(
      name: "SGD", values: { SGD(for: $0, learningRate: 0.05) }, variables: { SGD(for: $0, learningRate: 0.05) },
      formula: { p, g, _, _ in p - rate * g }),
    Row(
      name: "SGD with momentum", values: { SGD(for: $0, learningRate: 0.05, momentum: 0.9) },
      variables: { SGD(for: $0, learningRate: 0.05, momentum: 0.9) },
      formula: { p, g, slots, _ in
        slots[0] = 0.9 * slots[0] - rate * g
        return p + slots[0]
      }),
    Row(
      name: "SGD with Nesterov momentum", values: { SGD(for: $0, learningRate: 0.05, momentum: 0.9, nesterov: true) },
      variables: { SGD(for: $0, learningRate: 0.05, momentum: 0.9, nesterov: true) },
      formula: { p, g, slots, _ in
        slots[0] = 0.9 * slots[0] - rate * g
        return p + 0.9 * slots[0] - rate * g
      }),
    Row(
      name: "Adam", values: { Adam(for: $0, learningRate: 0.05) }, variables: { Adam(for: $0, learningRate: 0.05) },
      formula: { p, g, slots, step in
        slots[0] = 0.9 * slots[0] + 0.1 * g
        slots[1] = 0.999 * slots[1] + 0.001 * g * g
        // The form of the paper's algorithm 1, with bias-corrected moments; ε is too small for the difference to show.
        let (m, v) = (slots[0] / (1 - pow(0.9, Double(step))), slots[1] / (1 - pow(0.999, Double(step))))
        return p - rate * m / (v.squareRoot() + 1e-8)
      }),
  ]

  private static let x: [Float] = [1, 0.5, 2]

  /// The parameters after each of five steps.
  private func expected(_ formula: Formula) -> [[Double]] {
    var parameters: [Double] = [1, -2, 0.5, 3]
    var slots = Array(repeating: [0.0, 0.0], count: 4)
    return (1...5).map { step in
      let gradients = (0..<3).map { 2 * parameters[$0] * Double(Self.x[$0]) } + [3 * parameters[3] * parameters[3]]
      for index in 0..<4 { parameters[index] = formula(parameters[index], gradients[index], &slots[index], step) }
      return parameters
    }
  }

  private func steps<O: Optimizer<Pair>>(_ optimizer: O) throws -> [[Float]] {
    var optimizer = optimizer
    var model = Pair()
    let x = Tensor<Float>(Self.x)
    return try (0..<5).map { _ in
      optimizer.update(&model, along: gradient(at: model) { $0(x) })
      return try model.a.readScalars() + model.b.readScalars()
    }
  }

  private func variableSteps<O: Optimizer<VariablePair>>(_ optimizer: O, _ model: VariablePair) throws -> [[Float]] {
    var optimizer = optimizer
    let x = Tensor<Float>(Self.x)
    return try (0..<5).map { _ in
      let tape = GradientTape()
      let loss = tape.record { model(x) }
      let variables = model.trainableVariables
      optimizer.apply(tape.gradient(of: loss, withRespectTo: variables), to: variables)
      return try model.a.value.readScalars() + model.b.value.readScalars()
    }
  }

  @Test(arguments: rows)
  func fiveStepsFollowTheFormula(_ row: Row) throws {
    let steps = try steps(row.values(Pair()))
    for (step, expected) in zip(steps, expected(row.formula)) {
      for (a, b) in zip(step, expected) { #expect(abs(Double(a) - b) <= 1e-4 * max(1e-2, abs(b)), "\(step) \(expected)") }
    }
    #expect(steps.count == 5)
  }

  @Test(arguments: rows)
  func variablesTakeTheSameSteps(_ row: Row) throws {
    let model = VariablePair()
    #expect(try variableSteps(row.variables(model), model) == steps(row.values(Pair())))
  }

  @Test func anOptimizerOfAnotherModelIsAMistake() throws {
    struct Single: Module {
      var a = Tensor<Float>([1])
      var more: [Tensor<Float>] = []
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { more.reduce((a * x).sum()) { $0 + $1.sum() } }
    }
    var optimizer = SGD(for: Single(), learningRate: 0.1)
    var grown = Single(more: [Tensor([1, 2])])
    optimizer.update(&grown, along: gradient(at: grown) { $0(Tensor<Float>([1])) })
    let diagnosis = try #require(grown.more[0].diagnosis)
    #expect("\(diagnosis)".contains("the optimizer belongs to a model with another number of parameters"))
    #expect("\(diagnosis)".contains("make the optimizer for this model"))
  }

  @Test(arguments: rows)
  func savedStateGoesOnWithTheSameBits(_ row: Row) throws {
    func run<O: Optimizer<Pair>>(_ start: O) throws -> (whole: [Float], resumed: [Float]) {
      var (optimizer, model) = (start, Pair())
      let x = Tensor<Float>(Self.x)
      for _ in 0..<2 { optimizer.update(&model, along: gradient(at: model) { $0(x) }) }
      var (copy, resumed) = (start, model)
      copy.state = optimizer.state
      for _ in 0..<2 {
        optimizer.update(&model, along: gradient(at: model) { $0(x) })
        copy.update(&resumed, along: gradient(at: resumed) { $0(x) })
      }
      return (try model.a.readScalars() + model.b.readScalars(), try resumed.a.readScalars() + resumed.b.readScalars())
    }
    let (whole, resumed) = try run(row.values(Pair()))
    #expect(whole == resumed)
  }
}
