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

  static var walkPlan: WalkPlan<Self> {
    let value = WalkPlans.plan(of: Value.self)
    if value.isEmpty { return WalkPlan() }
    return WalkPlan(
      [
        .init { frozen, path, _, visit in
          value.walk(&frozen.wrappedValue, path, .constant) { path, parameter in
            parameter.isFrozen = true
            visit(path, &parameter)
          }
        }
      ], mayFix: value.mayFix)
  }
}

extension Frozen: Sendable where Value: Sendable {}
