/// Muon: momentum whose matrices are made orthogonal before the step, so that all directions of a matrix move alike.
///
///     m ← m + (g − m)·(1 − momentum)
///     d = g + (m − g)·momentum with Nesterov's look ahead, else m
///     p ← p − rate·weightDecay·p − rate·√max(1, outputs/inputs) · NS₅(d)
///
/// NS₅ is five Newton–Schulz steps x ← a·x + (b·xxᵀ + c·(xxᵀ)²)·x from d / ‖d‖, which bring the singular values near 1. Jordan et al.,
/// "Muon: an optimizer for hidden layers in neural networks", 2024, with the weight decay of Liu et al., "Muon is scalable for LLM
/// training", 2025; PyTorch computes the steps in BFloat16, Apus in the parameter's type.
///
/// A matrix is a parameter `[…, inputs, outputs]` of two or more axes, of which all but the last count as inputs. Others, such as
/// biases, take AdamW's steps with `vectorLearningRate`.
///
///     var optimizer = Muon(for: model)
///     optimizer.update(&model, along: gradient)
public struct Muon<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var momentum: Float
  @Hyperparameter public var weightDecay: Float
  @Hyperparameter public var vectorLearningRate: Float
  @Hyperparameter private var beta1: Float = 0.9
  @Hyperparameter private var beta2: Float = 0.95
  @Hyperparameter private var epsilon: Float = 1e-8
  public let nesterov: Bool
  public var optimizerState: OptimizerState

  public init(
    for model: Model, learningRate: Float = 0.02, momentum: Float = 0.95, nesterov: Bool = true, weightDecay: Float = 0.01,
    vectorLearningRate: Float = 3e-4
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
    self.weightDecay = weightDecay
    self.vectorLearningRate = vectorLearningRate
    optimizerState = OptimizerState(for: model) { $0.rank >= 2 ? [$0] : [$0, $0] }
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let decay = parameter * $weightDecay.converted(like: parameter)
    guard parameter.rank >= 2 else {
      let first = slots[0].averaged(with: gradient, keeping: $beta1)
      let second = slots[1].averaged(with: gradient * gradient, keeping: $beta2)
      slots = [first, second]
      let direction = Moment.direction(first, second, $beta1, $beta2, $epsilon, step.number)
      return parameter - (direction + decay) * step.rate($vectorLearningRate, like: parameter)
    }
    let mean = slots[0].averaged(with: gradient, keeping: $momentum)
    slots = [mean]
    let direction = nesterov ? gradient.averaged(with: mean, keeping: 1 - $momentum) : mean
    let outputCount = parameter.shape.last ?? 1
    let inputCount = parameter.shape.dropLast().reduce(1, *)
    let matrix = direction.reshaped(to: [inputCount, outputCount]).orthogonalized()
    let stretch = max(1, Double(outputCount) / Double(max(inputCount, 1))).squareRoot()
    let change = matrix.reshaped(to: parameter.shape) * stretch
    return parameter - (change + decay) * step.rate($learningRate, like: parameter)
  }
}

extension Node {
  /// A matrix of the same singular vectors whose singular values are near 1, by five quintic Newton–Schulz steps.
  fileprivate func orthogonalized() -> Node {
    let isTall = shape[0] > shape[1]
    let wide = isTall ? transposed(permutation: [1, 0]) : self
    let norm = wide.norm
    var x = wide / .maximum(norm, norm.like(1e-7))
    for _ in 0..<5 {
      let gram = Node.matrixProduct(x, x.transposed(permutation: [1, 0]))
      let update = gram * -4.7750 + Node.matrixProduct(gram, gram) * 2.0315
      x = x * 3.4445 + Node.matrixProduct(update, x)
    }
    return isTall ? x.transposed(permutation: [1, 0]) : x
  }
}
