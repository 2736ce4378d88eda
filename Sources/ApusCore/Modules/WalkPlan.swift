@_spi(Reflection) import Swift  // key paths of stored properties: the only place that uses it

typealias ParameterVisit = (ParameterPath, inout Parameter) -> Void

/// How to reach the tensors of one type. Built once per type; after that a walk is key paths of one step and array indexing
/// (0.6 µs a tensor in a deep model).
final class WalkPlan<Root>: @unchecked Sendable {
  typealias StepBody = (_ root: inout Root, _ path: ParameterPath, _ role: Parameter.Role, _ visit: ParameterVisit) -> Void

  /// One step as an object: an array of closures would look up the metadata of their type at each use.
  final class Step {
    let body: StepBody
    init(_ body: @escaping StepBody) { self.body = body }
  }

  private(set) var steps: [Step] = []
  let rootPath = ParameterPath("")

  init(_ bodies: [StepBody] = []) { steps = bodies.map(Step.init) }

  func walk(_ root: inout Root, _ path: ParameterPath, _ role: Parameter.Role, _ visit: ParameterVisit) {
    for step in steps { step.body(&root, path, role, visit) }
  }

  /// A plan for the stored properties of a struct.
  static func ofFields() -> WalkPlan {
    let plan = WalkPlan()
    var index = 0
    // rawValue 2 is `.ignoreUnknown`, which skips closures; the static property is a mutable global, which Swift 6 mode refuses.
    _ = _forEachFieldWithKeyPath(of: Root.self, options: _EachFieldOptions(rawValue: 2)) { name, path in
      let label = String(cString: name)
      func open<Value>(_: Value.Type) { plan.addField(label, path, index, Value.self) }
      _openExistential(type(of: path).valueType, do: open)
      index += 1
      return true
    }
    return plan
  }

  private func addField<Value>(_ name: String, _ path: PartialKeyPath<Root>, _ index: Int, _: Value.Type) {
    let member = WalkPlans.plan(of: Value.self)
    if member.steps.isEmpty { return }
    // A property wrapper stores its value under the property's name with an underscore.
    // The elements of a tuple without names are called `.0`, `.1`.
    let label = (name.hasPrefix(".") ? "" : ".") + (Value.self is any FrozenProperty.Type ? String(name.dropFirst()) : name)
    if let path = path as? WritableKeyPath<Root, Value> {
      steps.append(Step { root, at, role, visit in member.walk(&root[keyPath: path], at.child(index, label), role, visit) })
    } else if let path = path as? KeyPath<Root, Value> {
      // A `let`: its tensors are constants, but the variables behind a reference stay what they are.
      steps.append(
        Step { root, at, _, visit in
          var copy = root[keyPath: path]
          member.walk(&copy, at.child(index, label), .constant, visit)
        })
    }
  }
}

/// A type that says itself how its tensors are reached.
protocol Walkable { static var walkPlan: WalkPlan<Self> { get } }

protocol FrozenProperty {}

enum WalkPlans {
  private nonisolated(unsafe) static var known: [ObjectIdentifier: AnyObject] = [:]

  static func plan<T>(of type: T.Type) -> WalkPlan<T> {
    if let plan = PathLock.shared.withLock({ _ in known[ObjectIdentifier(type)] }) {
      return unsafeDowncast(plan, to: WalkPlan<T>.self)  // the key is the type
    }
    let plan = make(type)
    PathLock.shared.withLock { _ in known[ObjectIdentifier(type)] = plan }
    return plan
  }

  private static func make<T>(_ type: T.Type) -> WalkPlan<T> {
    if let walkable = type as? any Walkable.Type {
      func open<W: Walkable>(_: W.Type) -> AnyObject { W.walkPlan }
      return unsafeDowncast(_openExistential(walkable, do: open), to: WalkPlan<T>.self)
    }
    if type is AnyObject.Type { return WalkPlan([{ root, path, _, visit in walkVariables(of: root, path, visit) }]) }
    return .ofFields()
  }
}

/// The variables of an object. Key paths do not see the fields of classes; a mirror does, at 3 µs each.
private func walkVariables<T>(of object: T, _ path: ParameterPath, _ visit: ParameterVisit) {
  var mirror: Mirror? = Mirror(reflecting: object)
  var index = 0
  while let current = mirror {
    for child in current.children {
      let at = path.child(index, "." + (child.label ?? "\(index)"))
      index += 1
      func open<Value>(_ value: Value) {
        var copy = value
        WalkPlans.plan(of: Value.self).walk(&copy, at, .constant, visit)
      }
      _openExistential(child.value, do: open)
    }
    mirror = current.superclassMirror
  }
}

func walkParameters<M>(of model: inout M, _ visit: ParameterVisit) {
  let plan = WalkPlans.plan(of: M.self)
  plan.walk(&model, plan.rootPath, .trainable, visit)
}
