@_spi(Reflection) import Swift

/// How to reach what is not a tensor in values of one type: the part of a signature that is compared by value.
final class ConstantPlan<Root>: @unchecked Sendable {
  private var readers: [(Root) -> [AnyHashable]] = []

  func values(_ root: Root) -> [AnyHashable] { readers.flatMap { $0(root) } }

  init() {
    if Root.self is any TensorContainer.Type { return }
    // An array without tensors, such as `[Int]`, is a constant.
    if Root.self is any Walkable.Type, !WalkPlans.plan(of: Root.self).isEmpty { return }
    if Root.self is any Hashable.Type {
      readers = [{ root in ((root as? any Hashable).map { [AnyHashable($0)] }) ?? [] }]
      return
    }
    switch TypeKind(of: Root.self) {
    case .structOrTuple: break
    case .existential:
      readers = [
        { root in
          func open<Concrete>(_: Concrete.Type) -> [AnyHashable] {
            [ObjectIdentifier(Concrete.self)] + ((root as? Concrete).map { ConstantPlans.plan(of: Concrete.self).values($0) } ?? [])
          }
          return _openExistential(type(of: root as Any) as Any.Type, do: open)
        }
      ]
      return
    default: return
    }
    _ = _forEachFieldWithKeyPath(of: Root.self, options: _EachFieldOptions(rawValue: 2)) { _, path in
      func open<Value>(_: Value.Type) {
        guard let path = path as? KeyPath<Root, Value> else { return }
        let member = ConstantPlans.plan(of: Value.self)
        if !member.readers.isEmpty { self.readers.append { member.values($0[keyPath: path]) } }
      }
      _openExistential(type(of: path).valueType, do: open)
      return true
    }
  }
}

/// Tensors in disguise, whose host values are no part of a signature.
protocol TensorContainer {}

enum ConstantPlans {
  private nonisolated(unsafe) static var known: [ObjectIdentifier: AnyObject] = [:]

  static func plan<T>(of type: T.Type) -> ConstantPlan<T> {
    if let plan = PathLock.shared.withLock({ _ in known[ObjectIdentifier(type)] }) {
      return unsafeDowncast(plan, to: ConstantPlan<T>.self)  // the key is the type
    }
    let plan = ConstantPlan<T>()
    PathLock.shared.withLock { _ in known[ObjectIdentifier(type)] = plan }
    return plan
  }
}
