extension Tensor: Walkable {
  static var walkPlan: WalkPlan<Self> {
    WalkPlan([
      { tensor, path, role, visit in
        var parameter = Parameter(role: Scalar.dtype.isFloatingPoint ? role : .constant, handle: tensor.handle)
        visit(path, &parameter)
        if parameter.handle !== tensor.handle { tensor = Tensor(handle: parameter.handle) }
      }
    ])
  }
}

extension Array: Walkable {
  static var walkPlan: WalkPlan<Self> {
    let element = WalkPlans.plan(of: Element.self)
    if element.steps.isEmpty { return WalkPlan() }
    return WalkPlan([
      { array, path, role, visit in
        for index in array.indices { element.walk(&array[index], path.child(index, "[\(index)]"), role, visit) }
      }
    ])
  }
}

extension Optional: Walkable {
  static var walkPlan: WalkPlan<Self> {
    let wrapped = WalkPlans.plan(of: Wrapped.self)
    if wrapped.steps.isEmpty { return WalkPlan() }
    return WalkPlan([
      { optional, path, role, visit in
        guard var value = optional.take() else { return }  // taken, so that an array inside is not copied
        wrapped.walk(&value, path, role, visit)
        optional = value
      }
    ])
  }
}

extension Dictionary: Walkable {
  static var walkPlan: WalkPlan<Self> {
    let value = WalkPlans.plan(of: Value.self)
    if value.steps.isEmpty || Key.self != String.self { return WalkPlan() }
    return WalkPlan([
      { dictionary, path, role, visit in
        let keys = dictionary.keys.sorted { "\($0)" < "\($1)" }
        for key in keys {
          guard var member = dictionary[key] else { continue }
          // Dictionaries change their keys, so their paths are made anew.
          value.walk(&member, ParameterPath(path.name.isEmpty ? "\(key)" : "\(path.name).\(key)"), role, visit)
          dictionary[key] = member
        }
      }
    ])
  }
}
