/// Changes a model along a gradient.
///
/// An optimizer is a value with its slots (momentum and the like) inside, in the order of the parameters.
public protocol Optimizer<Model>: Sendable {
  associatedtype Model: Module
  var learningRate: Float { get set }

  /// One step: every parameter of `model` is changed.
  mutating func update(_ model: inout Model, along gradient: Gradient<Model>)

  /// One step on variables.
  mutating func apply(_ gradients: VariableGradients, to variables: [AnyVariable])

  /// What changes from step to step besides the model: to be evaluated with it, and saved with it.
  var state: [AnyTensor] { get set }

  /// What a schedule multiplies `learningRate` with at the next step, a scalar that the device computes; `nil` where none does.
  var learningRateFactor: Tensor<Float>? { get }

  /// What the loss is to be multiplied with before its gradient is taken, a scalar; `nil` for nothing.
  var lossScale: Tensor<Float>? { get }
}

extension Optimizer {
  public var lossScale: Tensor<Float>? { nil }
  public var learningRateFactor: Tensor<Float>? { nil }
}
