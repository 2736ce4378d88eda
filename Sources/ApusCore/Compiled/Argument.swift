/// What a compiled function has to know about the type of an argument, found once.
final class ArgumentPlan: Sendable {
  fileprivate let tensors: WalkPlan
  fileprivate let constants: ConstantPlan
  fileprivate let copy: @Sendable (UnsafeMutableRawPointer, ArgumentPlan) -> Argument

  init<Value>(of _: Value.Type) {
    tensors = WalkPlans.plan(of: Value.self)
    constants = ConstantPlans.plan(of: Value.self)
    copy = { memory, plan in Argument(memory.assumingMemoryBound(to: Value.self).pointee, plan) }
  }
}

/// An argument of a compiled function, whatever its type: the tensors in it, and the rest.
///
/// It is a place in memory. State is changed where the caller keeps it, and what is done at each call is not generic: copies of models and
/// looking up what is known about their types were a fifth of a compiled LeNet call in a profile.
struct Argument {
  private let plan: ArgumentPlan
  private let memory: UnsafeMutableRawPointer
  /// Ends the value, if it is not the caller's.
  private let owner: AnyObject?

  /// The caller's own value. The plan must be that of `Value`, and the pointer must outlive the argument.
  init<Value>(at memory: UnsafeMutablePointer<Value>, _ plan: ArgumentPlan) {
    self.plan = plan
    self.memory = UnsafeMutableRawPointer(memory)
    owner = nil
  }

  /// A value of its own. The plan must be that of `Value`.
  init<Value>(_ value: Value, _ plan: ArgumentPlan) {
    let owner = OwnedValue(value)
    self.plan = plan
    memory = UnsafeMutableRawPointer(owner.memory)
    self.owner = owner
  }

  private final class OwnedValue<Value> {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    init(_ value: Value) { memory.initialize(to: value) }
    deinit {
      memory.deinitialize(count: 1)
      memory.deallocate()
    }
  }

  /// The value, which must be of this type.
  func value<Value>(as _: Value.Type) -> UnsafeMutablePointer<Value> { memory.assumingMemoryBound(to: Value.self) }

  func copied() -> Argument { plan.copy(memory, plan) }
}

extension Argument {
  private static let walking: WalkMode = {
    var mode = WalkMode.training
    mode.needsPaths = false
    return mode
  }()

  // A `Variable` inside an argument is state of its own: the trace reads and writes it as it is used. A tensor in a `let` cannot be
  // replaced by an input: it stays what the body captures, and its identity is part of the signature.
  private func forEachTensor(
    writing: Bool, visitsState: Bool = false, visitsOnlyFixed: Bool = false, _ body: (inout Parameter) -> Void
  ) {
    var mode = Self.walking
    mode.mayWrite = writing
    mode.visitsState = visitsState
    mode.visitsOnlyFixed = visitsOnlyFixed
    plan.tensors.walk(memory, plan.tensors.rootPath, mode) { _, parameter in body(&parameter) }
  }

  /// Appends what the tensors hold on to, and for each tensor whether it is left out of training.
  ///
  /// - Parameter taking: whether they are taken out, so that their memory can be given away.
  func read(_ handles: inout [Handle], _ frozen: inout [Bool], taking: Bool) {
    forEachTensor(writing: taking, visitsState: true) { parameter in
      frozen.append(parameter.variable?.isFrozen ?? parameter.handle.isFrozen)
      if parameter.role == .state || parameter.isFixed { return }
      handles.append(taking ? exchange(&parameter.handle, with: .absent) : parameter.handle)
    }
  }

  /// Puts the next of `handles` in the place of each tensor.
  func put(_ handles: inout ArraySlice<Handle>) {
    forEachTensor(writing: true) { parameter in
      if parameter.role == .state || parameter.isFixed { return }
      if let handle = handles.popFirst() { parameter.handle = handle }
    }
  }

  /// Lets go of the tensors.
  func release() {
    forEachTensor(writing: true) { parameter in
      if parameter.role != .state, !parameter.isFixed { parameter.handle = .absent }
    }
  }

  private var fixed: [AnyHashable] {
    if !plan.tensors.mayFix { return [] }
    var found: [AnyHashable] = []
    forEachTensor(writing: false, visitsOnlyFixed: true) { parameter in
      if parameter.role != .state, parameter.isFixed { found.append(parameter.node.id) }
    }
    return found
  }

  /// What is not a tensor and can be compared.
  var constants: [AnyHashable] { plan.constants.values(at: memory) + fixed }

  /// Whether what is not a tensor equals that of `other`, which is of the same type.
  func hasConstants(of other: Argument) -> Bool { plan.constants.areEqual(memory, other.memory) && fixed == other.fixed }
}
