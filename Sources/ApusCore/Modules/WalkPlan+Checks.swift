// Places that can be looked into and not written.
extension WalkPlan {
  /// What an enum's case carries.
  static func ofEnum() -> WalkPlan {
    WalkPlan(checks: [
      { root, path, role, search in
        if role == .constant { return }
        for child in Mirror(reflecting: root).children {
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
    addFirstCheck { [unowned self] root, path, role, search in
      guard role != .constant, !reachesTrained(root), let elements = root as? C else { return }
      for (index, element) in elements.enumerated() {
        search.look(into: element, path.renewed("[\(index)]"), inside: "a value of type \(Root.self)", .collection)
      }
    }
  }

  private func reachesTrained(_ root: Root) -> Bool {
    var (copy, isFound) = (root, false)
    walk(&copy, rootPath, .trainable) { _, parameter in isFound = isFound || parameter.role == .trainable }
    return isFound
  }

  /// Properties of a type such as `any Layer<Tensor<Float>, Tensor<Float>>`, of which the standard library makes no key paths.
  func addProperty<Value>(_ name: String, offset: Int, _: Value.Type) {
    guard TypeKind(of: Value.self) == .existential else { return }
    addCheck { root, path, role, search in
      if role == .constant { return }
      let value = withUnsafeBytes(of: root) { $0.baseAddress?.advanced(by: offset).assumingMemoryBound(to: Value.self).pointee }
      guard let value else { return }
      search.look(into: value, path.renewed("." + name), inside: "a property of type \(Value.self)", .existential)
    }
  }
}
