@_spi(Reflection) import Swift

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How to reach what is not a tensor in values of one type: the part of a signature that is compared by value.
///
/// A list of places in memory, not generic, for the reason that `WalkPlan` is one.
final class ConstantPlan: @unchecked Sendable {
  private struct Reader {
    var offset = 0
    let size: Int
    let values: (UnsafeRawPointer) -> [AnyHashable]
    /// Whether two values have the same constants there; comparing makes no copies.
    let areEqual: (UnsafeRawPointer, UnsafeRawPointer) -> Bool
  }

  private var readers: [Reader] = []

  func values<Root>(_ root: Root) -> [AnyHashable] { withUnsafePointer(to: root) { values(at: UnsafeRawPointer($0)) } }

  func values(at root: UnsafeRawPointer) -> [AnyHashable] { readers.flatMap { $0.values(root + $0.offset) } }

  /// Whether `values` of both would be equal. Of what is the same bit for bit nobody has to be asked, which is nearly everything in
  /// nearly every call.
  func areEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    readers.allSatisfy { reader in
      let (a, b) = (a + reader.offset, b + reader.offset)
      return memcmp(a, b, reader.size) == 0 || reader.areEqual(a, b)
    }
  }

  init<Root>(of type: Root.Type) {
    if type is any TensorContainer.Type { return }
    // An array without tensors, such as `[Int]`, is a constant.
    if type is any Walkable.Type, !WalkPlans.plan(of: type).isEmpty { return }
    if let hashable = type as? any Hashable.Type {
      addConstant(hashable)
      return
    }
    switch TypeKind(of: type) {
    case .structOrTuple: addFields(of: type)
    case .existential: addExistential(type)
    default: return
    }
  }

  private func addConstant<H: Hashable>(_: H.Type) {
    readers.append(
      Reader(
        size: MemoryLayout<H>.size, values: { [AnyHashable($0.assumingMemoryBound(to: H.self).pointee)] },
        areEqual: { $0.assumingMemoryBound(to: H.self).pointee == $1.assumingMemoryBound(to: H.self).pointee }))
  }

  private func add(_ size: Int, _ values: @escaping (UnsafeRawPointer) -> [AnyHashable]) {
    readers.append(Reader(size: size, values: values, areEqual: { values($0) == values($1) }))
  }

  private func addExistential<Root>(_: Root.Type) {
    add(MemoryLayout<Root>.size) { root in
      let root = root.assumingMemoryBound(to: Root.self).pointee
      func open<Concrete>(_: Concrete.Type) -> [AnyHashable] {
        [ObjectIdentifier(Concrete.self)] + ((root as? Concrete).map { ConstantPlans.plan(of: Concrete.self).values($0) } ?? [])
      }
      return _openExistential(Swift.type(of: root as Any) as Any.Type, do: open)
    }
  }

  private func addFields<Root>(of _: Root.Type) {
    _ = _forEachFieldWithKeyPath(of: Root.self, options: _EachFieldOptions(rawValue: 2)) { _, path in
      func open<Value>(_: Value.Type) {
        guard let path = path as? KeyPath<Root, Value> else { return }
        let member = ConstantPlans.plan(of: Value.self)
        if member.readers.isEmpty { return }
        guard let offset = MemoryLayout<Root>.offset(of: path) else {
          return add(MemoryLayout<Root>.size) { member.values($0.assumingMemoryBound(to: Root.self).pointee[keyPath: path]) }
        }
        for var reader in member.readers {
          reader.offset += offset
          self.readers.append(reader)
        }
      }
      _openExistential(Swift.type(of: path).valueType, do: open)
      return true
    }
  }
}

/// Tensors in disguise, whose host values are no part of a signature.
protocol TensorContainer {}

enum ConstantPlans {
  private nonisolated(unsafe) static var known: [ObjectIdentifier: ConstantPlan] = [:]

  static func plan<T>(of type: T.Type) -> ConstantPlan {
    if let plan = PathLock.shared.withLock({ _ in known[ObjectIdentifier(type)] }) { return plan }
    let plan = ConstantPlan(of: type)
    PathLock.shared.withLock { _ in known[ObjectIdentifier(type)] = plan }
    return plan
  }
}
