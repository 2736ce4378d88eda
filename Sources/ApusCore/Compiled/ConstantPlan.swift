@_spi(Reflection) import Swift

/// How to reach what is not a tensor in values of one type: the part of a signature that is compared by value.
final class ConstantPlan<Root>: @unchecked Sendable {
  /// One constant, or those of one member. An object, as the steps of a `WalkPlan` are.
  private final class Reader {
    let values: (Root) -> [AnyHashable]
    /// Whether two values have the same constants there; comparing makes no copies.
    let areEqual: (UnsafePointer<Root>, UnsafePointer<Root>) -> Bool

    init(
      _ values: @escaping (Root) -> [AnyHashable], areEqual: ((UnsafePointer<Root>, UnsafePointer<Root>) -> Bool)? = nil
    ) {
      self.values = values
      self.areEqual = areEqual ?? { values($0.pointee) == values($1.pointee) }
    }
  }

  private var readers: [Reader] = []

  func values(_ root: Root) -> [AnyHashable] { readers.flatMap { $0.values(root) } }

  /// Whether `values` of both would be equal.
  func areEqual(_ a: UnsafePointer<Root>, _ b: UnsafePointer<Root>) -> Bool {
    for reader in readers where !reader.areEqual(a, b) { return false }
    return true
  }

  private static func comparison<H: Hashable>(_: H.Type) -> (UnsafePointer<Root>, UnsafePointer<Root>) -> Bool {
    { a, b in
      // `H` is `Root`, which the compiler does not know.
      UnsafeRawPointer(a).assumingMemoryBound(to: H.self).pointee == UnsafeRawPointer(b).assumingMemoryBound(to: H.self).pointee
    }
  }

  init() {
    if Root.self is any TensorContainer.Type { return }
    // An array without tensors, such as `[Int]`, is a constant.
    if Root.self is any Walkable.Type, !WalkPlans.plan(of: Root.self).isEmpty { return }
    if let hashable = Root.self as? any Hashable.Type {
      readers = [
        Reader({ root in ((root as? any Hashable).map { [AnyHashable($0)] }) ?? [] }, areEqual: Self.comparison(hashable))
      ]
      return
    }
    switch TypeKind(of: Root.self) {
    case .structOrTuple: break
    case .existential:
      readers = [
        Reader { root in
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
        if member.readers.isEmpty { return }
        let offset = MemoryLayout<Root>.offset(of: path)
        self.readers.append(
          Reader(
            { member.values($0[keyPath: path]) },
            areEqual: offset.map { offset in
              { a, b in
                member.areEqual(
                  UnsafeRawPointer(a).advanced(by: offset).assumingMemoryBound(to: Value.self),
                  UnsafeRawPointer(b).advanced(by: offset).assumingMemoryBound(to: Value.self))
              }
            }))
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
