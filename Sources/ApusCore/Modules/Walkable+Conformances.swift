extension Tensor: Walkable {
  static var walkPlan: WalkPlan<Self> {
    WalkPlan([
      .init { tensor, path, role, visit in
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
    if element.isEmpty { return WalkPlan() }
    return WalkPlan(
      [
        .init { array, path, role, visit in
          for index in array.indices { element.walk(&array[index], path.child(index, "[\(index)]"), role, visit) }
        }
      ],
      checks: !element.mayHide
        ? []
        : [
          { array, path, role, search in
            for index in array.indices { element.check(array[index], path.child(index, "[\(index)]"), role, search) }
          }
        ], mayFix: element.mayFix)
  }
}

extension Optional: Walkable {
  static var walkPlan: WalkPlan<Self> {
    let wrapped = WalkPlans.plan(of: Wrapped.self)
    if wrapped.isEmpty { return WalkPlan() }
    return WalkPlan(
      [
        .init { optional, path, role, visit in
          guard var value = optional.take() else { return }  // taken, so that an array inside is not copied
          wrapped.walk(&value, path, role, visit)
          optional = value
        }
      ],
      checks: !wrapped.mayHide
        ? []
        : [{ optional, path, role, search in if let value = optional { wrapped.check(value, path, role, search) } }],
      mayFix: wrapped.mayFix)
  }
}

extension InlineArray: Walkable {
  static var walkPlan: WalkPlan<Self> {
    let element = WalkPlans.plan(of: Element.self)
    if element.isEmpty { return WalkPlan() }
    return WalkPlan(
      [
        .init { array, path, role, visit in
          for index in array.indices { element.walk(&array[index], path.child(index, "[\(index)]"), role, visit) }
        }
      ],
      checks: !element.mayHide
        ? []
        : [
          { array, path, role, search in
            for index in array.indices { element.check(array[index], path.child(index, "[\(index)]"), role, search) }
          }
        ], mayFix: element.mayFix)
  }
}

extension Dictionary: Walkable {
  static var walkPlan: WalkPlan<Self> {
    let value = WalkPlans.plan(of: Value.self)
    if value.isEmpty { return WalkPlan() }
    guard Key.self == String.self else {
      return WalkPlan(checks: [
        { dictionary, path, role, search in
          if role == .constant { return }
          for (key, member) in dictionary {
            search.look(into: member, path.renewed("[\(key)]"), inside: "a \(Self.self), whose keys are no Strings", .keys)
          }
        }
      ])
    }
    return WalkPlan(
      [
        .init { dictionary, path, role, visit in
          for key in sortedKeys(of: dictionary) {
            guard var member = dictionary[key] else { continue }
            // Dictionaries change their keys, so their paths are made anew.
            value.walk(&member, path.renewed(".\(key)"), role, visit)
            dictionary[key] = member
          }
        }
      ],
      checks: !value.mayHide
        ? []
        : [
          { dictionary, path, role, search in
            for key in sortedKeys(of: dictionary) {
              if let member = dictionary[key] { value.check(member, path.renewed(".\(key)"), role, search) }
            }
          }
        ], mayFix: value.mayFix)
  }

  private static func sortedKeys(of dictionary: Self) -> [Key] { dictionary.keys.sorted { "\($0)" < "\($1)" } }
}
