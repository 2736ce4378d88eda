// Places that can be looked into and not written.
extension WalkPlan {
  /// What an enum's case carries.
  static func ofEnum<Root>(_: Root.Type) -> WalkPlan {
    WalkPlan(checks: [
      { root, path, mode, search in
        if mode.role == .constant { return }
        for child in Mirror(reflecting: root.assumingMemoryBound(to: Root.self).pointee).children {
          func open<Value>(_ value: Value) {
            search.look(into: value, path.renewed("." + (child.label ?? "case")), inside: "the enum \(Root.self)", .enumeration)
          }
          _openExistential(child.value, do: open)
        }
      }
    ])
  }

  /// The elements of a collection that is not an array and does not show them as stored properties, such as a set.
  func addElementCheck<C: Collection>(_: C.Type) {
    if WalkPlans.plan(of: C.Element.self).isEmpty { return }
    addFirstCheck { [unowned self] root, path, mode, search in
      guard mode.role != .constant, !reachesTrained(root) else { return }
      for (index, element) in root.assumingMemoryBound(to: C.self).pointee.enumerated() {
        search.look(into: element, path.renewed("[\(index)]"), inside: "a value of type \(C.self)", .collection)
      }
    }
  }

  private func reachesTrained(_ root: UnsafeMutableRawPointer) -> Bool {
    var isFound = false
    walk(root, rootPath, .reading) { _, parameter in isFound = isFound || parameter.role == .trainable }
    return isFound
  }

  /// Properties of a type such as `any Layer<Tensor<Float>, Tensor<Float>>`, of which the standard library makes no key paths.
  func addProperty<Root, Value>(_ name: String, in _: Root.Type, offset: Int, _: Value.Type) {
    guard TypeKind(of: Value.self) == .existential else { return }
    addCheck { root, path, mode, search in
      if mode.role == .constant { return }
      let value = (root + offset).assumingMemoryBound(to: Value.self).pointee
      search.look(into: value, path.renewed("." + name), inside: "a property of type \(Value.self)", .existential)
    }
  }
}
