@_spi(Reflection) import Swift  // key paths of stored properties; `ConstantPlan` and `TypeKind` are the only others that use it

typealias ParameterVisit = (ParameterPath, inout Parameter) -> Void

/// How to reach the tensors of one type. Built once per type; after that a walk goes through offsets in memory and array indices.
final class WalkPlan<Root>: @unchecked Sendable {
  typealias StepBody = (_ root: inout Root, _ path: ParameterPath, _ role: Parameter.Role, _ visit: ParameterVisit) -> Void
  typealias CheckBody = (_ root: Root, _ path: ParameterPath, _ role: Parameter.Role, _ search: UnreachableSearch) -> Void

  /// One step as an object: an array of closures would look up the metadata of their type, and wrap their arguments, at each use.
  final class Step {
    let body: StepBody
    init(_ body: @escaping StepBody) { self.body = body }
  }

  private(set) var steps: [Step] = []
  /// Where tensors may lie that no step can write. A type of structs, arrays and optionals has no such place.
  private(set) var checks: [CheckBody] = []
  let rootPath = ParameterPath("")
  private var isComplete = true
  private var hasFixed: Bool

  /// Whether a walk may show tensors that it cannot replace; true of a plan that is being made.
  var mayFix: Bool { !isComplete || hasFixed }

  /// - Parameter mayFix: whether there may be tensors that a walk shows and cannot replace.
  init(_ steps: [Step] = [], checks: [CheckBody] = [], mayFix: Bool = false) {
    self.steps = steps
    self.checks = checks
    hasFixed = mayFix
  }

  /// Whether a value of the type has no tensors. A plan that is being made, which a recursive type meets inside itself, may have some.
  var isEmpty: Bool { isComplete && steps.isEmpty && checks.isEmpty }

  func walk(_ root: inout Root, _ path: ParameterPath, _ role: Parameter.Role, _ visit: ParameterVisit) {
    for step in steps { step.body(&root, path, role, visit) }
  }

  /// Tells `search` about the tensors in `root` that would be trained if a walk could write them.
  func check(_ root: Root, _ path: ParameterPath, _ role: Parameter.Role, _ search: UnreachableSearch) {
    for check in checks { check(root, path, role, search) }
  }

  func addCheck(_ body: @escaping CheckBody) { checks.append(body) }

  /// Looks first at what `body` says; at the stored properties only if that finds nothing.
  func addFirstCheck(_ body: @escaping CheckBody) {
    let others = checks
    checks = [
      { root, path, role, search in
        let before = search.found.count
        body(root, path, role, search)
        if search.found.count == before { for check in others { check(root, path, role, search) } }
      }
    ]
  }

  /// Makes this the plan for the stored properties of a struct or the elements of a tuple.
  func addFields() {
    isComplete = false
    defer { isComplete = true }
    var index = 0
    // rawValue 2 is `.ignoreUnknown`, which skips closures; the static property is a mutable global, which Swift 6 mode refuses.
    _ = _forEachFieldWithKeyPath(of: Root.self, options: _EachFieldOptions(rawValue: 2)) { name, path in
      let label = String(cString: name)
      func open<Value>(_: Value.Type) { addField(label, path, index, Value.self) }
      _openExistential(type(of: path).valueType, do: open)
      index += 1
      return true
    }
    _ = _forEachField(of: Root.self, options: _EachFieldOptions(rawValue: 0)) { name, offset, type, kind in
      if kind != .unknown { return true }
      let label = String(cString: name)
      func open<Value>(_: Value.Type) { addProperty(label, offset: offset, Value.self) }
      _openExistential(type, do: open)
      return true
    }
  }

  private func addField<Value>(_ name: String, _ path: PartialKeyPath<Root>, _ index: Int, _: Value.Type) {
    let member = WalkPlans.plan(of: Value.self)
    if member.isEmpty { return }
    // A property wrapper stores its value under the property's name with an underscore.
    // The elements of a tuple without names are called `.0`, `.1`.
    let label = (name.hasPrefix(".") ? "" : ".") + (Value.self is any FrozenProperty.Type ? String(name.dropFirst()) : name)
    if let path = path as? WritableKeyPath<Root, Value> {
      hasFixed = hasFixed || member.mayFix
      if let offset = MemoryLayout<Root>.offset(of: path) {
        // Access through the key path would look up metadata and check for overlaps at each step: 0.6 µs a tensor in a deep model.
        steps.append(
          Step { root, at, role, visit in
            withUnsafeMutablePointer(to: &root) { pointer in
              let field = UnsafeMutableRawPointer(pointer).advanced(by: offset).assumingMemoryBound(to: Value.self)
              member.walk(&field.pointee, at.child(index, label), role, visit)
            }
          })
      } else {
        steps.append(Step { root, at, role, visit in member.walk(&root[keyPath: path], at.child(index, label), role, visit) })
      }
      if member.mayHide {
        checks.append { root, at, role, search in member.check(root[keyPath: path], at.child(index, label), role, search) }
      }
    } else if let path = path as? KeyPath<Root, Value> {
      hasFixed = true
      // A `let`: its tensors are constants, but the variables behind a reference stay what they are.
      steps.append(
        Step { root, at, _, visit in
          var copy = root[keyPath: path]
          member.walk(&copy, at.child(index, label), .constant) { path, parameter in
            parameter.isFixed = true
            visit(path, &parameter)
          }
        })
      if member.mayHide {
        checks.append { root, at, _, search in member.check(root[keyPath: path], at.child(index, label), .constant, search) }
      }
    }
  }

  /// Whether `check` may find something; true of a plan that is being made.
  var mayHide: Bool { !isComplete || !checks.isEmpty }
}

func walkParameters<M>(of model: inout M, _ visit: ParameterVisit) {
  let plan = WalkPlans.plan(of: M.self)
  plan.walk(&model, plan.rootPath, .trainable, visit)
}
