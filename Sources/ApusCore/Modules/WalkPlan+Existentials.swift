extension WalkPlan {
  /// Values of a protocol's type, such as the elements of `[any Layer]`: each is walked as the type that it has at the moment.
  static func ofExistential<Root>(_: Root.Type) -> WalkPlan {
    WalkPlan(
      [
        .nested(mayFix: true) { root, path, mode, visit in
          let root = root.assumingMemoryBound(to: Root.self)
          func open<Concrete>(_: Concrete.Type) {
            let plan = WalkPlans.plan(of: Concrete.self)
            guard !plan.isEmpty, var value = root.pointee as? Concrete else { return }
            plan.walk(&value, path.variant(for: Concrete.self), mode, visit)
            if mode.writes, let changed = value as? Root { root.pointee = changed }
          }
          _openExistential(type(of: root.pointee as Any) as Any.Type, do: open)
        }
      ],
      checks: [
        { root, path, mode, search in
          let root = root.assumingMemoryBound(to: Root.self).pointee
          func open<Concrete>(_: Concrete.Type) {
            guard let value = root as? Concrete else { return }
            WalkPlans.plan(of: Concrete.self).check(value, path.variant(for: Concrete.self), mode, search)
          }
          _openExistential(type(of: root as Any) as Any.Type, do: open)
        }
      ])
  }
}
