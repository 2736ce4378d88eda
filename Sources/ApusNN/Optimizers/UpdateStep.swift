/// What a step of an optimizer knows besides parameters, gradients and slots.
public struct UpdateStep {
  /// The number of the step, a `Float` that is 1 at the first.
  public let number: Node
  /// What learning rates are multiplied with, a `Float`; `nil` for 1.
  var factor: Node?

  /// The learning rate as schedules and parameter groups make it, in the type of `parameter`'s elements.
  @inline(never)
  public func rate(_ learningRate: Tensor<Float>, like parameter: Node) -> Node {
    scaled(learningRate.node).converted(to: parameter.dtype)
  }

  /// The learning rate, divided by `1 + decay · number`.
  func rate(_ learningRate: Tensor<Float>, decay: Tensor<Float>, like parameter: Node) -> Node {
    scaled(learningRate.node / (decay.node * number + 1)).converted(to: parameter.dtype)
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

extension Node {
  /// One of two nodes of the same shape, as a single `Bool` says.
  static func choose(_ condition: Node, _ first: Node, _ second: Node) -> Node {
    .select(condition.broadcast(to: first.shape), first, second)
  }
}
