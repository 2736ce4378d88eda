extension Tensor: Walkable {
  static var walkPlan: WalkPlan { WalkPlan([.init(content: .tensor(Scalar.dtype))]) }
}

extension AnyTensor: Walkable {
  static var walkPlan: WalkPlan { WalkPlan([.init(content: .tensor(nil))]) }
}

extension Array: Walkable {
  static var walkPlan: WalkPlan {
    let element = WalkPlans.plan(of: Element.self)
    if element.isEmpty { return WalkPlan() }
    return WalkPlan(
      [
        .nested(mayFix: element.mayFix) { array, path, mode, visit in
          let array = array.assumingMemoryBound(to: Self.self)
          let count = array.pointee.count
          if count == 0 { return }
          let stride = MemoryLayout<Element>.stride
          if mode.writes {
            array.pointee.withUnsafeMutableBytes { element.walk(elementsAt: $0.baseAddress, count, stride, path, mode, visit) }
          } else {
            array.pointee.withUnsafeBytes {
              element.walk(elementsAt: UnsafeMutableRawPointer(mutating: $0.baseAddress), count, stride, path, mode, visit)
            }
          }
        }
      ],
      checks: element.checksOfElements(of: Self.self))
  }
}

extension InlineArray: Walkable {
  static var walkPlan: WalkPlan {
    let element = WalkPlans.plan(of: Element.self)
    let plan = WalkPlan()
    for index in 0..<count {
      plan.append(element, at: index * MemoryLayout<Element>.stride) { $0.names.insert((index, "[\(index)]"), at: 0) }
      if element.mayHide {
        plan.addCheck { array, path, mode, search in
          element.check(array + index * MemoryLayout<Element>.stride, path.child(index, "[\(index)]"), mode, search)
        }
      }
    }
    return plan
  }
}

extension Optional: Walkable {
  static var walkPlan: WalkPlan {
    let wrapped = WalkPlans.plan(of: Wrapped.self)
    if wrapped.isEmpty { return WalkPlan() }
    // An optional tensor is a reference that may be null, which is how a walk reads every tensor.
    if wrapped.isTensor { return WalkPlan(wrapped.steps) }
    return WalkPlan(
      [
        .nested(mayFix: wrapped.mayFix) { optional, path, mode, visit in
          if optional.assumingMemoryBound(to: Self.self).pointee == nil { return }
          // The value lies where the optional does: only behind it, or in patterns that the value never has, is said whether there is one.
          wrapped.walk(optional, path, mode, visit)
        }
      ],
      checks: !wrapped.mayHide
        ? []
        : [
          { optional, path, mode, search in
            if let value = optional.assumingMemoryBound(to: Self.self).pointee { wrapped.check(value, path, mode, search) }
          }
        ])
  }
}

extension Dictionary: Walkable {
  static var walkPlan: WalkPlan {
    let value = WalkPlans.plan(of: Value.self)
    if value.isEmpty { return WalkPlan() }
    guard Key.self == String.self else {
      return WalkPlan(checks: [
        { dictionary, path, mode, search in
          if mode.role == .constant { return }
          for (key, member) in dictionary.assumingMemoryBound(to: Self.self).pointee {
            search.look(into: member, path.renewed("[\(key)]"), inside: "a \(Self.self), whose keys are no Strings", .keys)
          }
        }
      ])
    }
    return WalkPlan(
      [
        .nested(mayFix: value.mayFix) { dictionary, path, mode, visit in
          let dictionary = dictionary.assumingMemoryBound(to: Self.self)
          for key in sortedKeys(of: dictionary.pointee) {
            guard var member = dictionary.pointee[key] else { continue }
            // Dictionaries change their keys, so their paths are made anew.
            value.walk(&member, mode.needsPaths ? path.renewed(".\(key)") : path, mode, visit)
            if mode.writes { dictionary.pointee[key] = member }
          }
        }
      ],
      checks: !value.mayHide
        ? []
        : [
          { dictionary, path, mode, search in
            let dictionary = dictionary.assumingMemoryBound(to: Self.self).pointee
            for key in sortedKeys(of: dictionary) {
              if let member = dictionary[key] { value.check(member, path.renewed(".\(key)"), mode, search) }
            }
          }
        ])
  }

  private static func sortedKeys(of dictionary: Self) -> [Key] { dictionary.keys.sorted { "\($0)" < "\($1)" } }
}

extension WalkPlan {
  /// Whether the type is a tensor under some name.
  fileprivate var isTensor: Bool {
    guard steps.count == 1, checks.isEmpty, case .tensor = steps[0].content else { return false }
    return steps[0].offset == 0 && steps[0].names.isEmpty
  }

  fileprivate func walk(
    elementsAt start: UnsafeMutableRawPointer?, _ count: Int, _ stride: Int, _ path: ParameterPath, _ mode: WalkMode,
    _ visit: ParameterVisit
  ) {
    guard let start else { return }
    let paths = mode.needsPaths ? path.elements(count) : nil
    for index in 0..<count { walk(start + index * stride, paths?[index] ?? path, mode, visit) }
  }

  fileprivate func checksOfElements<Element>(of _: [Element].Type) -> [Check] {
    if !mayHide { return [] }
    return [
      { array, path, mode, search in
        for (index, element) in array.assumingMemoryBound(to: [Element].self).pointee.enumerated() {
          self.check(element, path.child(index, "[\(index)]"), mode, search)
        }
      }
    ]
  }
}
