@_spi(Reflection) import Swift

/// How to reach what is not a tensor in values of one type: the part of a signature that is compared by value.
final class ConstantPlan<Root>: @unchecked Sendable {
  private var readers: [(Root) -> [AnyHashable]] = []

  func values(_ root: Root) -> [AnyHashable] { readers.flatMap { $0(root) } }

  init() {
    if Root.self is any Walkable.Type || Root.self is any TensorContainer.Type { return }
    if Root.self is any Hashable.Type {
      readers = [{ root in ((root as? any Hashable).map { [AnyHashable($0)] }) ?? [] }]
      return
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
