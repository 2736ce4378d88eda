extension WalkPlan {
  /// Values of a protocol's type, such as the elements of `[any Layer]`: each is walked as the type that it has at the moment.
  static func ofExistential() -> WalkPlan {
    WalkPlan(
      [
        .init { root, path, role, visit in
          func open<Concrete>(_: Concrete.Type) {
            let plan = WalkPlans.plan(of: Concrete.self)
            guard !plan.isEmpty, var value = root as? Concrete else { return }
            plan.walk(&value, path.variant(for: Concrete.self), role, visit)
            if let changed = value as? Root { root = changed }
          }
          _openExistential(type(of: root as Any) as Any.Type, do: open)
        }
      ],
      checks: [
        { root, path, role, search in
          func open<Concrete>(_: Concrete.Type) {
            guard let value = root as? Concrete else { return }
            WalkPlans.plan(of: Concrete.self).check(value, path.variant(for: Concrete.self), role, search)
          }
          _openExistential(type(of: root as Any) as Any.Type, do: open)
        }
      ], mayFix: true)
  }
}
