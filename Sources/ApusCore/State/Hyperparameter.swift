/// A number that a library type keeps in a `var`, such as a learning rate. To programs it is an input from the first step on, so that
/// changing it compiles nothing.
///
///     @Hyperparameter public var learningRate: Float
///     … gradient * $learningRate …
@propertyWrapper
public struct Hyperparameter: Sendable, Walkable, TensorContainer {
  private var number: Float
  private var tensor: Tensor<Float>

  public init(wrappedValue: Float) {
    number = wrappedValue
    tensor = Tensor(shape: [], scalars: [wrappedValue])
  }

  public var wrappedValue: Float {
    get { number }
    set {
      if newValue == number { return }
      number = newValue
      tensor = Tensor(shape: [], scalars: [newValue])
    }
  }

  /// The number as a tensor.
  public var projectedValue: Tensor<Float> { tensor }

  static var walkPlan: WalkPlan {
    let plan = WalkPlan()
    plan.append(WalkPlans.plan(of: Tensor<Float>.self), at: MemoryLayout<Self>.offset(of: \.tensor) ?? 0) { $0.isConstant = true }
    return plan
  }
}
