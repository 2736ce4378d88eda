/// Keeps small gradients from vanishing in `Float16`: the loss is multiplied with a large number, the gradient divided by it, and a step
/// whose gradient is too large for its type is left out.
///
///     var optimizer = LossScaling(Adam(for: model))
///     withPrecision(.mixedFloat16) {
///       let gradient = gradient(at: model) { optimizer.scaled(softmaxCrossEntropy(logits: $0(x), labels: y)) }
///       optimizer.update(&model, along: gradient)
///     }
///
/// The number is halved whenever an element of a gradient is no finite number, and doubled after `growthInterval` steps in a row
/// without: Micikevicius et al., "Mixed precision training", 2018, section 3.2. The device decides; every step is the same program.
public struct LossScaling<Base: Optimizer>: Optimizer {
  public typealias Model = Base.Model

  public var base: Base
  public let growthInterval: Int
  /// What the loss is multiplied with, a scalar.
  public private(set) var scale: Tensor<Float>
  /// The steps since it changed.
  private var stepCount = Tensor<Float>(0)

  public init(_ base: Base, scale: Float = 65_536, growthInterval: Int = 2000) {
    self.base = base
    self.growthInterval = max(growthInterval, 1)
    self.scale = Tensor(scale)
  }

  public var learningRateFactor: Tensor<Float>? { base.learningRateFactor }

  public var learningRate: Float {
    get { base.learningRate }
    set { base.learningRate = newValue }
  }

  /// What changes besides the model: that of the other optimizer, then the scale and its age.
  public var state: [AnyTensor] {
    get { base.state + [AnyTensor(scale), AnyTensor(stepCount)] }
    set {
      base.state = Array(newValue.dropLast(2))
      let own = newValue.suffix(2).compactMap { $0.typed(Float.self) }
      if own.count == 2 { (scale, stepCount) = (own[0], own[1]) }
    }
  }

  public var lossScale: Tensor<Float>? { scale }

  /// The loss to take the gradient of.
  @inline(never)
  public func scaled<Scalar: TensorFloatingPoint>(_ loss: Tensor<Scalar>) -> Tensor<Scalar> { loss * Tensor<Scalar>(scale) }

  public mutating func update(_ model: inout Model, along gradient: Gradient<Model>) {
    let (before, variables) = (model.parameterNodes, gradient.variables.map { ($0.variable, $0.variable.handle.node) })
    let isFinite = Self.areFinite(gradient.nodes + gradient.variables.map(\.node))
    step(isFinite, variables) { base, scale in base.update(&model, along: gradient.mapped { Self.unscaled($0, scale, isFinite) }) }
    let after = model.parameterNodes
    if after.count == before.count { model.replaceParameters(with: zip(after, before).map { .choose(isFinite, $0, $1) }) }
  }

  public mutating func apply(_ gradients: VariableGradients, to variables: [AnyVariable]) {
    let isFinite = Self.areFinite(gradients.nodes.map(\.node))
    step(isFinite, variables.map { ($0.storage, $0.storage.handle.node) }) { base, scale in
      var unscaled = gradients
      unscaled.nodes = gradients.nodes.map { Handle(Self.unscaled($0.node, scale, isFinite)) }
      base.apply(unscaled, to: variables)
    }
  }

  /// Lets the other optimizer make its step, takes it back where the gradient is not finite, and changes the scale.
  private mutating func step(
    _ isFinite: Node, _ variables: [(storage: VariableStorage, before: Node)], _ update: (inout Base, _ scale: Node) -> Void
  ) {
    let state = base.state
    update(&base, scale.node)
    base.state = zip(base.state, state).map { AnyTensor(.choose(isFinite, $0.node, $1.node)) }
    for (storage, before) in variables { storage.assign(Handle(.choose(isFinite, storage.handle.node, before))) }
    let count = stepCount.node + 1
    let isGrown = Node.compare(count, count.like(Double(growthInterval)), .greaterOrEqual)
    let grown = Node.choose(isGrown, scale.node * 2, scale.node)
    scale = Tensor(.choose(isFinite, grown, scale.node * 0.5))
    stepCount = Tensor(.choose(.and(isFinite, isGrown.not()), count, count.zeros))
  }

  private static func areFinite(_ gradients: [Node]) -> Node {
    let parts = gradients.map { $0.isFinite().all(along: Array($0.shape.indices)) }
    return parts.dropFirst().reduce(parts.first ?? .constant(bits: 1, TensorType(.bool, .scalar))) { .and($0, $1) }
  }

  /// Zeros for a step that is taken back: no rule has to cope with infinities.
  private static func unscaled(_ gradient: Node, _ scale: Node, _ isFinite: Node) -> Node {
    let wide: DType = gradient.dtype == .float64 ? .float64 : .float32  // a Float16 could not hold the scale
    let quotient = (gradient.converted(to: wide) / scale.converted(to: wide)).converted(to: gradient.dtype)
    return .choose(isFinite, quotient, gradient.zeros)
  }
}
