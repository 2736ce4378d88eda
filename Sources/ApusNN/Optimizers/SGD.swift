/// Stochastic gradient descent, with momentum if asked for.
///
///     var optimizer = SGD(for: model, learningRate: 0.1)
///     optimizer.update(&model, along: gradient)
///
/// Without momentum `p ← p − rate·g`. With momentum `v ← momentum·v − rate·g; p ← p + v`, or `p ← p + momentum·v − rate·g` with
/// Nesterov's look ahead (Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013, section 2).
public struct SGD<Model: Module>: Optimizer {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var momentum: Float
  public let nesterov: Bool
  private var optimizerState: OptimizerState

  public init(for model: Model, learningRate: Float = 0.01, momentum: Float = 0, nesterov: Bool = false) {
    _learningRate = Hyperparameter(wrappedValue: learningRate)
    _momentum = Hyperparameter(wrappedValue: momentum)
    self.nesterov = nesterov
    optimizerState = OptimizerState(for: model, slotCount: momentum == 0 ? 0 : 1)
  }

  private var rule: SGDRule { SGDRule(momentum: momentum == 0 ? nil : $momentum, nesterov: nesterov) }

  public mutating func update(_ model: inout Model, along gradient: Gradient<Model>) {
    rule.update(&model, along: gradient, &optimizerState, $learningRate)
  }

  public mutating func apply(_ gradients: VariableGradients, to variables: [AnyVariable]) {
    rule.apply(gradients, to: variables, &optimizerState, $learningRate)
  }

  public var state: [AnyTensor] {
    get { optimizerState.tensors }
    set { optimizerState.tensors = newValue }
  }
}

struct SGDRule: UpdateRule {
  let momentum: Tensor<Float>?
  let nesterov: Bool

  var slotCount: Int { momentum == nil ? 0 : 1 }

  func updated(_ parameter: Node, _ gradient: Node, _ slots: inout [Node], _ step: UpdateStep) -> Node {
    let descent = gradient * step.learningRate.converted(to: parameter.dtype)
    // A velocity that was not there when the optimizer was made starts at zero.
    guard let momentum else { return parameter - descent }
    let share = momentum.node.converted(to: parameter.dtype)
    let velocity = slots.first.map { $0 * share - descent } ?? -descent
    slots = [velocity]
    return nesterov ? parameter + velocity * share - descent : parameter + velocity
  }
}
