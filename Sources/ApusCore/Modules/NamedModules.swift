/// Modules of any types under names: the members of a model that is put together at run time.
///
/// A walk shows the tensors of the module `dense` as `dense.weight`, in the order of the list.
package struct NamedModules: Walkable {
  private var boxes: [any ModuleBox] = []
  package private(set) var names: [String] = []

  package init() {}

  package var count: Int { boxes.count }

  /// The module at `index`.
  package subscript(index: Int) -> any Module { boxes[index].anyModule }

  /// The module at `index` if it has this type.
  package func module<M: Module>(at index: Int, as _: M.Type) -> M? { (boxes[index] as? Box<M>)?.module }

  package mutating func append(_ module: some Module, named name: String) {
    boxes.append(Box(module))
    names.append(name)
  }

  static var walkPlan: WalkPlan {
    WalkPlan(
      [
        .nested(mayFix: true) { list, path, mode, visit in
          let list = list.assumingMemoryBound(to: Self.self)
          for index in list.pointee.boxes.indices {
            let path = mode.needsPaths ? path.member(list.pointee.names[index]) : path
            // A walk that only reads leaves the box where it is; one that writes would make a copy of a shared one.
            if mode.writes { list.pointee.boxes[index].walk(path, mode, visit) } else { list.pointee.boxes[index].read(path, mode, visit) }
          }
        }
      ],
      checks: [
        { list, path, mode, search in
          let list = list.assumingMemoryBound(to: Self.self).pointee
          for (box, name) in zip(list.boxes, list.names) { box.check(path.member(name), mode, search) }
        }
      ])
  }
}

private protocol ModuleBox {
  var anyModule: any Module { get }
  mutating func walk(_ path: ParameterPath, _ mode: WalkMode, _ visit: ParameterVisit)
  func read(_ path: ParameterPath, _ mode: WalkMode, _ visit: ParameterVisit)
  func check(_ path: ParameterPath, _ mode: WalkMode, _ search: UnreachableSearch)
}

private struct Box<M: Module>: ModuleBox {
  var module: M
  private let plan: WalkPlan

  init(_ module: M) {
    self.module = module
    plan = WalkPlans.plan(of: M.self)
  }

  var anyModule: any Module { module }

  mutating func walk(_ path: ParameterPath, _ mode: WalkMode, _ visit: ParameterVisit) {
    if !plan.isEmpty { plan.walk(&module, path.variant(for: M.self), mode, visit) }
  }

  func read(_ path: ParameterPath, _ mode: WalkMode, _ visit: ParameterVisit) {
    if plan.isEmpty { return }
    withUnsafePointer(to: module) {
      // Nothing is written through it.
      plan.walk(UnsafeMutableRawPointer(mutating: $0), path.variant(for: M.self), mode, visit)
    }
  }

  func check(_ path: ParameterPath, _ mode: WalkMode, _ search: UnreachableSearch) {
    plan.check(module, path.variant(for: M.self), mode, search)
  }
}
