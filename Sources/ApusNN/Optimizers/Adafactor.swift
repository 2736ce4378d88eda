/// Adafactor: steps scaled by second moments of which only the means of rows and columns are kept, so that slots take little memory.
///
///     β = t^beta2Decay
///     r ← r + (rows' means of g² − r)·β,   c ← c + (columns' means of g² − c)·β,   v = r·cᵀ / mean of r
///     u = g / √v,   α = max(ε, rms(p)) · min(rate, 1/√t)
///     p ← p − rate·weightDecay·p − α · u / max(1, rms(u)/clipThreshold)
///
/// Shazeer and Stern, "Adafactor: adaptive learning rates with sublinear memory cost", 2018, algorithms 4 and 5, as PyTorch has them.
/// Rows and columns are the last two axes; parameters of fewer keep v itself.
///
///     var optimizer = Adafactor(for: model)
///     optimizer.update(&model, along: gradient)
public struct Adafactor<Model: Module>: UpdateRule {
  @Hyperparameter public var learningRate: Float
  @Hyperparameter public var beta2Decay: Float
  @Hyperparameter public var epsilon: Float
  @Hyperparameter public var clipThreshold: Float
  @Hyperparameter public var weightDecay: Float
  public var optimizerState: OptimizerState

  public init(
    for model: Model, learningRate: Float = 0.01, beta2Decay: Float = -0.8, epsilon: Float = 1e-3, clipThreshold: Float = 1,
    weightDecay: Float = 0
  ) {
    self.learningRate = learningRate
    self.beta2Decay = beta2Decay
    self.epsilon = epsilon
    self.clipThreshold = clipThreshold
    self.weightDecay = weightDecay
    optimizerState = OptimizerState(for: model) { type in
      guard type.rank >= 2 else { return [type] }
      var (rows, columns) = (type.shape, type.shape)
      rows[type.rank - 1] = 1
      columns[type.rank - 2] = 1
      return [TensorType(type.dtype, rows), TensorType(type.dtype, columns)]
    }
  }

  public func updated(_ parameter: Node, along gradient: Node, _ slots: inout [Node], step: UpdateStep) -> Node {
    let rate = step.rate($learningRate, like: parameter)
    let number = step.number.converted(to: parameter.dtype)
    let share = Node.power(step.number, $beta2Decay.node).converted(to: parameter.dtype)
    let square = gradient * gradient
    slots = slots.map { $0 + (square.mean(like: $0) - $0) * share }
    let scaled = gradient / Node.maximum(variance(slots), gradient.like(Self.smallest(gradient.dtype))).sqrt()
    let length = Node.maximum($epsilon.converted(like: parameter), parameter.rootMeanSquare)
    let stride = length * Node.minimum(rate, 1 / number.sqrt())
    let excess = scaled.rootMeanSquare / $clipThreshold.converted(like: parameter)
    let decay = parameter * ($weightDecay.converted(like: parameter) * rate)
    return parameter - decay - scaled * (stride / Node.maximum(excess, excess.like(1)))
  }

  private func variance(_ slots: [Node]) -> Node {
    guard slots.count == 2 else { return slots[0] }
    let rank = slots[0].rank
    var shape = slots[0].shape
    shape[rank - 2] = 1
    let mean = slots[0].sum(along: [rank - 2]).reshaped(to: shape) / Double(max(slots[0].shape[rank - 2], 1))
    return slots[0] * slots[1] / Node.maximum(mean, mean.like(Self.smallest(mean.dtype)))
  }

  /// Keeps the quotients finite: the square of the precision, as PyTorch has it; in types of fewer bits what they can hold.
  private static func smallest(_ dtype: DType) -> Double {
    switch dtype {
    case .float64: Double.ulpOfOne * Double.ulpOfOne
    case .float16: 1e-7
    default: Double(Float.ulpOfOne) * Double(Float.ulpOfOne)
    }
  }
}

extension Node {
  /// √ of the mean of x² over all elements.
  fileprivate var rootMeanSquare: Node { norm / Swift.max(1, Double(type.elementCount)).squareRoot() }

  /// The means along the axes that `other` has shortened to one element.
  fileprivate func mean(like other: Node) -> Node {
    let axes = shape.indices.filter { shape[$0] != other.shape[$0] }
    let count = axes.reduce(1) { $0 * shape[$1] }
    return sum(along: axes).reshaped(to: other.shape) / Double(Swift.max(count, 1))
  }
}
