@_spi(Reflection) import Swift  // key paths of stored properties; `ConstantPlan` and `TypeKind` are the only others that use it

extension WalkPlan {
  /// Makes this the plan for the stored properties of a struct or the elements of a tuple.
  func addFields<Root>(of _: Root.Type) {
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
      func open<Value>(_: Value.Type) { addProperty(label, in: Root.self, offset: offset, Value.self) }
      _openExistential(type, do: open)
      return true
    }
  }

  private func addField<Root, Value>(_ name: String, _ path: PartialKeyPath<Root>, _ index: Int, _: Value.Type) {
    let member = WalkPlans.plan(of: Value.self)
    guard !member.isEmpty, let path = path as? KeyPath<Root, Value> else { return }
    // A property wrapper stores its value under the property's name with an underscore.
    // The elements of a tuple without names are called `.0`, `.1`.
    let label = (name.hasPrefix(".") ? "" : ".") + (Value.self is any FrozenProperty.Type ? String(name.dropFirst()) : name)
    // A `let`: its tensors are constants, but the variables behind a reference stay what they are.
    let isFixed = !(path is WritableKeyPath<Root, Value>)
    func change(_ step: inout Step) {
      step.names.insert((index, label), at: 0)
      step.isConstant = step.isConstant || isFixed
      step.isFixed = step.isFixed || isFixed
    }
    if let offset = MemoryLayout<Root>.offset(of: path) {
      append(member, at: offset, change)
    } else {
      // A property with observers.
      var step = Step.nested(mayFix: member.mayFix) { root, at, mode, visit in
        let root = root.assumingMemoryBound(to: Root.self)
        if mode.writes, let path = path as? WritableKeyPath<Root, Value> {
          member.walk(&root.pointee[keyPath: path], at, mode, visit)
        } else {
          var copy = root.pointee[keyPath: path]
          member.walk(&copy, at, mode, visit)
        }
      }
      change(&step)
      append(step)
    }
    if member.mayHide {
      addCheck { root, at, mode, search in
        var mode = mode
        if isFixed { mode.role = .constant }
        member.check(root.assumingMemoryBound(to: Root.self).pointee[keyPath: path], at.child(index, label), mode, search)
      }
    }
  }
}
