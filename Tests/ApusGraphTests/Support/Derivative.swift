import ApusTesting

@testable import ApusGraph

/// The sum of an operation's result times fixed random weights, as a function of its operands, with two derivatives along fixed
/// random directions.
struct Derivative {
  let directions: [HostArray?]
  /// The directions that there are, and the weights: further arguments of the programs.
  private let constants: [HostArray]
  private let value: Program
  private let first: Program
  private let second: Program

  /// - Parameter differentiable: the operands that move along a direction.
  init(of trial: Trial, _ differentiable: [Int]) throws {
    let count = trial.operands.count
    directions = try trial.operands.enumerated().map { index, operand in
      differentiable.contains(index) ? try .random(operand.type, Values(-1...1), seed: UInt64(1_000 + index)) : nil
    }
    let result = trial.apply(trial.operands.map { .leaf($0) }).type
    constants = try directions.compactMap(\.self) + [.random(result, Values(-1...1), seed: 2_000)]
    let weighted = { (arguments: [Node]) in
      Self.sum(trial.apply(Array(arguments.prefix(count))) * arguments[arguments.count - 1])
    }
    let slope = { (result: Node, arguments: [Node]) in
      let gradients = ReverseSweep(of: result).gradients(withRespectTo: differentiable.map { arguments[$0] })
      let terms = zip(gradients, arguments[count...]).compactMap { gradient, direction in gradient.map { Self.sum($0 * direction) } }
      return terms.reduce(.constant(0, TensorType(.float64, .scalar)), +)
    }
    let types = trial.operands.map(\.type) + constants.map(\.type)
    value = try Program(tracing: weighted, types)
    first = try Program(tracing: { slope(weighted($0), $0) }, types)
    second = try Program(tracing: { slope(slope(weighted($0), $0), $0) }, types)
  }

  func weightedResult(at point: [HostArray]) throws -> Double { try value.evaluate(point + constants)[0].doubles()[0] }
  func slope(at point: [HostArray]) throws -> Double { try first.evaluate(point + constants)[0].doubles()[0] }
  func curvature(at point: [HostArray]) throws -> Double { try second.evaluate(point + constants)[0].doubles()[0] }

  private static func sum(_ node: Node) -> Node { node.sum(along: Array(node.shape.indices)) }
}
