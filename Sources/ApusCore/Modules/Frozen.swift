/// Turns a parameter, or all parameters of a layer, into constants: saved and moved with the model, never trained.
///
///     struct Classifier: Module {
///       @Frozen var features: Features
///       var head: Dense<Float>
///       …
///     }
@propertyWrapper
public struct Frozen<Value>: FrozenProperty, Walkable {
  public var wrappedValue: Value
  public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

  static var walkPlan: WalkPlan {
    let plan = WalkPlan()
    plan.append(WalkPlans.plan(of: Value.self), at: MemoryLayout<Self>.offset(of: \.wrappedValue) ?? 0) {
      $0.isConstant = true
      $0.isFrozen = true
    }
    return plan
  }
}

extension Frozen: Sendable where Value: Sendable {}
