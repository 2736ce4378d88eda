import Synchronization

/// The handle of a parameter whose shape follows from the first input of its layer.
///
/// Until then its node is a mistake that says so, which is what training, saving and reading meet. Copies of a layer share their handles,
/// so the first call of one resolves all of them, and nothing asks a handle of another kind whether it is deferred.
public final class DeferredHandle: Handle, @unchecked Sendable {
  private var initialValue: InitialValue?
  /// Whoever reads `node` at the moment when another thread resolves it finds this or the value: it must not go away before the handle.
  private let placeholder: Node

  /// - Parameters:
  ///   - layer: what the layer is called in the mistake.
  ///   - make: makes the value, a node that has been computed, from the size of an input. Called once.
  public convenience init(layer: String, _ make: @escaping @Sendable (_ inputSize: Int) -> Node) {
    let mistake = Diagnosis(.unresolvedParameters(of: layer, []))
    self.init(InitialValue(make), placeholder: .failed(mistake), isFrozen: false)
  }

  private init(_ initialValue: InitialValue?, placeholder: Node, isFrozen: Bool) {
    self.initialValue = initialValue
    self.placeholder = placeholder
    super.init(placeholder, isFrozen: isFrozen)
  }

  package var isResolved: Bool { node !== placeholder }

  /// Gives the parameter its value, if it has none.
  package func resolve(forInputSize size: Int) {
    if isResolved { return }
    guard let value = GraphLock.held({ initialValue })?.handle(forInputSize: size) else { return }
    GraphLock.held {
      if isResolved { return }
      replaceNode(by: value.node)
      initialValue = nil  // or its memory could never be given away
    }
  }

  /// A handle of the same parameter that is frozen or is not.
  package func frozen(_ isFrozen: Bool) -> Handle {
    let initialValue = GraphLock.held { self.initialValue }
    if isResolved { return Handle(node, isFrozen: isFrozen) }
    return DeferredHandle(initialValue, placeholder: placeholder, isFrozen: isFrozen)
  }
}

/// The value of a parameter before its first step, made when the size of the input is known and the same for all handles that wait for it.
private final class InitialValue: Sendable {
  private let make: @Sendable (_ inputSize: Int) -> Node
  private let made = Mutex<Handle?>(nil)

  init(_ make: @escaping @Sendable (_ inputSize: Int) -> Node) { self.make = make }

  func handle(forInputSize size: Int) -> Handle {
    made.withLock { made in
      let handle = made ?? Handle(make(size))
      made = handle
      return handle
    }
  }
}
