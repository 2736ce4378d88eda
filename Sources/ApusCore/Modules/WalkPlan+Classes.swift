extension WalkPlan {
  /// The variables of an object, and tensors as constants: key paths do not see the fields of classes, and writing through them would
  /// change every copy of the model.
  static func ofObject<Object>(_: Object.Type) -> WalkPlan {
    WalkPlan(
      [
        .nested(mayFix: true) { object, path, _, visit in
          walkVariables(of: object.assumingMemoryBound(to: Object.self).pointee, path, visit)
        }
      ],
      checks: [{ object, path, _, search in search.look(intoObject: object.assumingMemoryBound(to: Object.self).pointee, path) }])
  }
}

/// The objects around the one that is being walked, which a cycle of references would lead to again.
private enum EnclosingObjects { @TaskLocal static var identities: [ObjectIdentifier] = [] }

/// A mirror shows the fields of classes, at 3 µs each.
private func walkVariables<T>(of object: T, _ path: ParameterPath, _ visit: ParameterVisit) {
  let identity = ObjectIdentifier(object as AnyObject)
  if EnclosingObjects.identities.contains(identity) { return }
  EnclosingObjects.$identities.withValue(EnclosingObjects.identities + [identity]) {
    forEachChild(of: object, path) { _, value, at in
      func open<Value>(_ value: Value) {
        var copy = value
        WalkPlans.plan(of: Value.self).walk(&copy, at, .object, visit)
      }
      _openExistential(value, do: open)
    }
  }
}

/// The stored properties of an object, with those of its superclasses.
private func forEachChild<T>(of object: T, _ path: ParameterPath, _ body: (_ owner: Any.Type, _ value: Any, _ path: ParameterPath) -> Void)
{
  var mirror: Mirror? = Mirror(reflecting: object)
  let path = path.variant(for: type(of: object as AnyObject))
  var index = 0
  while let current = mirror {
    for child in current.children {
      let isWrapped = type(of: child.value) is any FrozenProperty.Type
      let label = child.label.map { isWrapped ? String($0.dropFirst()) : $0 } ?? "\(index)"
      body(current.subjectType, child.value, path.child(index, "." + label))
      index += 1
    }
    mirror = current.superclassMirror
  }
}

extension UnreachableSearch {
  func look<T>(intoObject object: T, _ path: ParameterPath) {
    guard visited.insert(ObjectIdentifier(object as AnyObject)).inserted else { return }
    forEachChild(of: object, path) { owner, value, at in
      func open<Value>(_ value: Value) { look(into: value, at, inside: "the class \(owner)", .object) }
      _openExistential(value, do: open)
    }
  }
}
