/// An optimizer of a network, of any type: one type for callbacks, whatever the optimizer.
public struct NetworkOptimizer: Optimizer {
  public typealias Model = Network

  public private(set) var base: any Optimizer<Network>

  init(_ base: any Optimizer<Network>) { self.base = base }

  public var learningRate: Float {
    get { base.learningRate }
    set { base.learningRate = newValue }
  }

  public mutating func update(_ model: inout Network, along gradient: Gradient<Network>) { base.update(&model, along: gradient) }

  public mutating func apply(_ gradients: VariableGradients, to variables: [AnyVariable]) { base.apply(gradients, to: variables) }

  public var state: [AnyTensor] {
    get { base.state }
    set { base.state = newValue }
  }

  public var lossScale: Tensor<Float>? { base.lossScale }
}
