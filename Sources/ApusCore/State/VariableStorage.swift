import Synchronization

/// The place behind a `Variable`, without its scalar type.
package final class VariableStorage: Sendable {
  /// That of the first value, for good.
  package var type: TensorType { deferred?.node.type ?? firstType }
  private let firstType: TensorType
  /// The first value, if its shape is not known from the start.
  package let deferred: DeferredHandle?
  private let isMadeToBeTrained: Bool
  private let frozen = Atomic(false)
  private let current: Mutex<Handle>

  init(_ handle: Handle, isTrainable: Bool) {
    firstType = handle.node.type
    deferred = handle as? DeferredHandle
    isMadeToBeTrained = isTrainable
    current = Mutex(handle)
  }

  var isTrainable: Bool { isMadeToBeTrained && !isFrozen }

  /// Whether the variable is left out of training.
  var isFrozen: Bool {
    get { frozen.load(ordering: .relaxed) }
    set { frozen.store(newValue, ordering: .relaxed) }
  }

  /// What the variable holds, as whoever is recording wants it seen.
  package var handle: Handle {
    let observers = Context.local.recorders
    let handle = current.withLock { $0 }
    if observers.isEmpty { return handle }
    let held = handle.node
    var node = held
    for case let observer as any VariableObserver in observers { node = observer.reading(self, node) }
    return node === held ? handle : Handle(node)
  }

  /// A value of another shape poisons the variable.
  package func assign(_ handle: Handle) {
    let node = handle.node
    let fits = node.diagnosis != nil || node.type == type
    // As in TensorFlow, a variable is an independent one: no gradient passes through its assignment.
    let value =
      fits
      ? node.isRecorded ? Handle(node.stoppingGradient()) : handle
      : Handle(
        Node.poisoned(
          .argument(
            function: "assign", problem: "a variable of shape \(type.shape) cannot take a value of shape \(node.shape)",
            hint: "reshape the value, or make another variable")))
    let observers = Context.local.recorders
    if !observers.isEmpty {
      for case let observer as any VariableObserver in observers.reversed() where observer.assigning(self, value) { return }
    }
    current.withLock { $0 = value }
  }

  /// Replaces the value whoever is recording.
  package func replace(_ handle: Handle) { current.withLock { $0 = handle } }

  /// The value whoever is recording.
  package var stored: Handle { current.withLock { $0 } }
}

/// Something in the context that wants to know when variables are read and written: a tape, a function being traced.
protocol VariableObserver: AnyObject, Sendable {
  /// The node to use in place of `node`, which the variable holds.
  func reading(_ variable: VariableStorage, _ node: Node) -> Node
  /// Whether the observer takes the new value on itself.
  func assigning(_ variable: VariableStorage, _ handle: Handle) -> Bool
}

extension VariableStorage: Walkable {
  /// Who remembers a variable, as optimizers do, does not own it.
  static var walkPlan: WalkPlan { WalkPlan() }
}
