typealias ParameterVisit = (ParameterPath, inout Parameter) -> Void

/// How to reach the tensors of one type: a list of places in its memory, made once per type.
///
/// Structs leave no trace in the list, whatever their depth: a tensor in one is an offset. What has no fixed place, such as an element of
/// an array, is reached by a step that looks for it. Plans work on raw memory and are not generic: walking with pointers of each
/// level's own type, whose metadata was looked up at each step, was a third of a compiled LeNet call in a profile.
final class WalkPlan: @unchecked Sendable {
  /// What lies at a place.
  enum Content {
    /// A tensor, or nothing where it is optional; its type of elements if that is known.
    case tensor(DType?)
    /// Something that is searched on the way.
    case nested(Search)
  }

  typealias Search = (_ value: UnsafeMutableRawPointer, _ path: ParameterPath, _ mode: WalkMode, _ visit: ParameterVisit) -> Void
  typealias Check = (_ value: UnsafeMutableRawPointer, _ path: ParameterPath, _ mode: WalkMode, _ search: UnreachableSearch) -> Void

  struct Step {
    var offset = 0
    var content: Content
    /// What the stored properties on the way turn the tensors into.
    var isConstant = false, isFrozen = false, isFixed = false
    /// Whether it leads to variables alone, which a walk changes wherever they lie.
    var isState = false
    /// Whether it may lead to tensors that a walk shows and cannot replace.
    var mayFix = false
    /// The stored properties on the way: their numbers and what they are called.
    var names: [(index: Int, label: String)] = []

    static func nested(mayFix: Bool, _ search: @escaping Search) -> Step { Step(content: .nested(search), mayFix: mayFix) }
    static func state(_ search: @escaping Search) -> Step { Step(content: .nested(search), isState: true) }

    fileprivate func isVisited(by mode: WalkMode) -> Bool { (mode.visitsState || !isState) && (mayFix || !mode.visitsOnlyFixed) }

    fileprivate func applied(to mode: WalkMode) -> WalkMode {
      var mode = mode
      if isConstant { mode.role = .constant }
      mode.isFrozen = mode.isFrozen || isFrozen
      if isFixed {
        mode.isFixed = true
        // Everything in there is.
        mode.visitsOnlyFixed = false
      }
      return mode
    }
  }

  private(set) var steps: [Step] = []
  /// Where tensors may lie that no step can write. A type of structs, arrays and optionals has no such place.
  private(set) var checks: [Check] = []
  let rootPath = ParameterPath("")
  private var isComplete = true

  /// Whether there may be tensors that a walk shows and cannot replace; true of a plan that is being made.
  var mayFix: Bool { !isComplete || steps.contains(where: \.mayFix) }

  /// Whether `check` may find something; true of a plan that is being made.
  var mayHide: Bool { !isComplete || !checks.isEmpty }

  /// Whether a value of the type has no tensors. A plan that is being made, which a recursive type meets inside itself, may have some.
  var isEmpty: Bool { isComplete && steps.isEmpty && checks.isEmpty }

  init(_ steps: [Step] = [], checks: [Check] = []) {
    self.steps = steps
    self.checks = checks
  }

  /// Fills the plan of a type that may hold values of its own type.
  func make(_ body: () -> Void) {
    isComplete = false
    defer { isComplete = true }
    body()
  }

  /// Takes up what `member`, which lies `offset` bytes inside, holds; `change` says what its property makes of it.
  func append(_ member: WalkPlan, at offset: Int = 0, _ change: (inout Step) -> Void = { _ in }) {
    let inner =
      member.isComplete
      ? member.steps : [.nested(mayFix: true) { value, path, mode, visit in member.walk(value, path, mode, visit) }]
    for var step in inner {
      step.offset += offset
      change(&step)
      step.mayFix = step.mayFix || step.isFixed && !step.isState
      steps.append(step)
    }
  }

  func append(_ step: Step) { steps.append(step) }

  func addCheck(_ check: @escaping Check) { checks.append(check) }

  /// Looks first at what `check` says; at the stored properties only if that finds nothing.
  func addFirstCheck(_ check: @escaping Check) {
    let others = checks
    checks = [
      { value, path, mode, search in
        let before = search.found.count
        check(value, path, mode, search)
        if search.found.count == before { for other in others { other(value, path, mode, search) } }
      }
    ]
  }

  /// Tells `search` about the tensors in `value` that would be trained if a walk could write them.
  func check(_ value: UnsafeMutableRawPointer, _ path: ParameterPath, _ mode: WalkMode, _ search: UnreachableSearch) {
    for check in checks { check(value, path, mode, search) }
  }

  func walk(_ value: UnsafeMutableRawPointer, _ path: ParameterPath, _ mode: WalkMode, _ visit: ParameterVisit) {
    let paths = mode.needsPaths ? path.paths(for: self) : nil
    steps.withUnsafeBufferPointer { steps in
      guard let first = steps.baseAddress else { return }
      // Without paths every step gets the same one, whose references are not counted then.
      if let paths {
        for index in steps.indices { Self.take(first + index, value, paths[index], mode, visit) }
      } else {
        for index in steps.indices { Self.take(first + index, value, path, mode, visit) }
      }
    }
  }

  private static func take(
    _ step: UnsafePointer<Step>, _ value: UnsafeMutableRawPointer, _ path: ParameterPath, _ mode: WalkMode, _ visit: ParameterVisit
  ) {
    guard step.pointee.isVisited(by: mode) else { return }
    let mode = step.pointee.applied(to: mode)
    let place = value + step.pointee.offset
    switch step.pointee.content {
    case .nested(let search): search(place, path, mode, visit)
    case .tensor(let dtype):
      let place = place.assumingMemoryBound(to: Handle?.self)
      // Moved out and in again, so that no reference is counted. Nobody else sees the place while it is empty.
      guard let handle = mode.writes ? place.pointee.take() : place.pointee else { return }
      let isTrained = (dtype ?? handle.node.dtype).isFloatingPoint && !handle.isFrozen
      var parameter = Parameter(role: isTrained ? mode.role : .constant, handle: handle)
      parameter.isFrozen = mode.isFrozen
      parameter.isFixed = mode.isFixed
      visit(path, &parameter)
      if mode.writes { place.initialize(to: parameter.handle) }
    }
  }
}

/// What a walk makes of the tensors that it meets.
struct WalkMode {
  var role: Parameter.Role
  /// Whether they lie in a `@Frozen var`.
  var isFrozen = false
  /// Whether they lie in a `let` or an object.
  var isFixed = false
  /// Whether the walk may change memory at all. One that only reads leaves arrays where they are instead of copying them.
  var mayWrite = true
  /// Whether anybody looks at the paths, which have to be looked up. Without them a visit gets the path of something further out.
  var needsPaths = true
  /// Whether anybody looks at variables.
  var visitsState = true
  /// Whether nobody looks at more than the tensors that a walk cannot replace.
  var visitsOnlyFixed = false

  var writes: Bool { mayWrite && !isFixed }

  static let training = WalkMode(role: .trainable)
  static let reading = WalkMode(role: .trainable, mayWrite: false)
  /// The members of an object, which a walk reads through a copy.
  static let object = WalkMode(role: .constant, isFixed: true)
}

extension WalkPlan {
  /// The plan must be that of `Root`.
  func walk<Root>(_ root: inout Root, _ path: ParameterPath, _ mode: WalkMode, _ visit: ParameterVisit) {
    withUnsafeMutablePointer(to: &root) { walk(UnsafeMutableRawPointer($0), path, mode, visit) }
  }

  /// A walk that changes nothing. The plan must be that of `Root`.
  func read<Root>(_ root: Root, _ path: ParameterPath, _ mode: WalkMode = .reading, _ visit: (ParameterPath, Parameter) -> Void) {
    var mode = mode
    mode.mayWrite = false
    withUnsafePointer(to: root) { pointer in
      // Nothing is written through it.
      walk(UnsafeMutableRawPointer(mutating: pointer), path, mode) { path, parameter in visit(path, parameter) }
    }
  }
}

extension WalkPlan {
  /// As for a value in memory. The plan must be that of `Root`.
  func check<Root>(_ root: Root, _ path: ParameterPath, _ mode: WalkMode, _ search: UnreachableSearch) {
    withUnsafePointer(to: root) { check(UnsafeMutableRawPointer(mutating: $0), path, mode, search) }
  }
}

func walkParameters<M>(of model: inout M, _ visit: ParameterVisit) {
  let plan = WalkPlans.plan(of: M.self)
  plan.walk(&model, plan.rootPath, .training, visit)
}
