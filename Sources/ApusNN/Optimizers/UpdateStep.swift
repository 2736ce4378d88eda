/// What a step of an optimizer knows besides parameters, gradients and slots.
public struct UpdateStep {
  /// The number of the step, a `Float` that is 1 at the first.
  public let number: Node
  /// What learning rates are multiplied with, a `Float`; `nil` for 1.
  let factor: Node?
  private let shared = SharedNodes()

  init(number: Node, factor: Node? = nil) { (self.number, self.factor) = (number, factor) }

  /// The learning rate as schedules and parameter groups make it, in the type of `parameter`'s elements.
  @inline(never)
  public func rate(_ learningRate: Tensor<Float>, like parameter: Node) -> Node {
    scaled(learningRate.node).converted(to: parameter.dtype)
  }

  /// The learning rate, divided by `1 + decay · number`.
  func rate(_ learningRate: Tensor<Float>, decay: Tensor<Float>?, like parameter: Node) -> Node {
    if decay == nil, factor == nil { return rate(learningRate, like: parameter) }
    return shared("rate", of: [learningRate] + (decay.map { [$0] } ?? []), like: parameter) {
      scaled(decay.map { learningRate.node / ($0.node * number + 1) } ?? learningRate.node)
    }
  }

  /// A scalar in the type of `parameter`'s elements that all parameters of the step need alike: made for the first of them.
  ///
  /// - Parameters:
  ///   - name: tells what is made of the same hyperparameters apart.
  ///   - make: makes a scalar of `hyperparameters`, the step's number and its factor.
  func shared(_ name: String, of hyperparameters: [Tensor<Float>], like parameter: Node, _ make: () -> Node) -> Node {
    let key = SharedNodes.Key(name: name, hyperparameters: hyperparameters.map { $0.node.id }, dtype: parameter.dtype)
    if let known = shared.nodes[key] { return known }
    let made = make().converted(to: parameter.dtype)
    shared.nodes[key] = made
    return made
  }

  /// The same step with learning rates that are `other` times as large.
  func multiplied(by other: Node) -> UpdateStep { UpdateStep(number: number, factor: scaled(other)) }

  private func scaled(_ rate: Node) -> Node { factor.map { rate * $0 } ?? rate }

  /// Whether the number is a multiple of `period`, a `Bool`.
  func isMultiple(of period: Int) -> Node {
    let count = Double(max(period, 1))
    return .compare((number / count).floor() * count, number, .equal)
  }

  var isFirst: Node { .compare(number, number.like(1), .equal) }
}

/// What a step has made for all of its parameters. Used by the one thread that makes the step.
private final class SharedNodes {
  struct Key: Hashable {
    let name: String
    let hyperparameters: [UInt64]
    let dtype: DType
  }

  var nodes: [Key: Node] = [:]
}

extension Node {
  /// One of two nodes of the same shape, as a single `Bool` says.
  static func choose(_ condition: Node, _ first: Node, _ second: Node) -> Node {
    .select(condition.broadcast(to: first.shape), first, second)
  }
}
