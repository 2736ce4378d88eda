/// What a tensor holds on to: it dies with the last tensor that a user can see, and that frees the value for donation.
public class Handle: @unchecked Sendable {
  // Changes only while nobody else can see the handle, so that reading it needs no check; `DeferredHandle` says what else it may do.
  @exclusivity(unchecked) private final var current: Node
  /// Whether the tensor is a parameter that is left out of training.
  public final let isFrozen: Bool
  /// Its place in the list of its trace; `nil` if its node had its value from the start. Guarded by `GraphLock`.
  private final var link: UnsafeMutablePointer<HandleLink>?

  /// Read through this, because other modules check the access to a stored property.
  public final var node: Node { current }

  public init(_ node: Node, isFrozen: Bool = false) {
    link = Self.list(node)
    current = node
    self.isFrozen = isFrozen
  }

  deinit { Unmanaged.passUnretained(current)._withUnsafeGuaranteedRef { Self.unlist($0, link) } }

  /// Takes note of a handle on a node.
  private static func list(_ node: Node) -> UnsafeMutablePointer<HandleLink>? {
    GraphLock.acquire()
    defer { GraphLock.release() }
    node.handleCount += 1
    if node.value != nil || node.isTraced || node.failure != nil { return nil }
    if node.heldTrace.isEmpty { node.trace = Trace(engine: Context.local.engine) }
    let link = HandleLink.make(for: node)
    Trace.list(of: node)?.pointee.append(link)
    return link
  }

  private static func unlist(_ node: Node, _ link: UnsafeMutablePointer<HandleLink>?) {
    GraphLock.acquire()
    defer { GraphLock.release() }
    node.handleCount -= 1
    guard let link else { return }
    if link.pointee.isListed { Trace.list(of: node)?.pointee.remove(link) }
    HandleLink.free(link)
  }
}

extension Handle {
  /// Makes what `handle` refers to stand for `leaf`, a node that has its value. A handle that nobody else holds is used again.
  package static func move(_ handle: inout Handle, to leaf: Node) {
    if handle.node === leaf { return }
    guard isKnownUniquelyReferenced(&handle), handle.link == nil else {
      handle = Handle(leaf, isFrozen: handle.isFrozen)
      return
    }
    GraphLock.held {
      handle.node.handleCount -= 1
      leaf.handleCount += 1
    }
    handle.current = leaf
  }

  /// Whether nothing else refers to the node, and no gradient has walked it.
  final var holdsNodeAlone: Bool { isKnownUniquelyReferenced(&current) && current.recording == nil }

  /// Called with `GraphLock` held, for a handle without a place in a trace.
  final func replaceNode(by leaf: Node) {
    node.handleCount -= 1
    leaf.handleCount += 1
    current = leaf
  }

  /// Whether a gradient may be taken of what is computed from one of `handles`.
  package static func areSomeRecorded(_ handles: [Handle]) -> Bool {
    GraphLock.held { handles.contains { $0.node.recording?.active != nil } }
  }

  /// What stands in the place of a tensor whose value is about to be given away.
  package static let absent = Handle(Node.constant(0, TensorType(.float32, .scalar)).evaluatedOnHost())
}

/// A handle in the list of its trace.
///
/// Lists are made of plain memory: following a reference to a neighbour would hold on to it for a moment, and letting go of it can
/// be what ends it, in the middle of a change of the list. Guarded by `GraphLock`.
struct HandleLink {
  /// Alive as long as the handle, which takes itself off the list before it lets go.
  unowned(unsafe) let node: Node
  var previous: UnsafeMutablePointer<HandleLink>?
  var next: UnsafeMutablePointer<HandleLink>?
  var isListed = false

  private init(node: Node) { self.node = node }

  /// Links that nobody uses, a list by `next`. A training step makes dozens and frees as many.
  @exclusivity(unchecked) private nonisolated(unsafe) static var unused: UnsafeMutablePointer<HandleLink>?

  static func make(for node: Node) -> UnsafeMutablePointer<HandleLink> {
    let link = unused ?? .allocate(capacity: 1)
    if unused != nil { unused = link.pointee.next }
    link.initialize(to: HandleLink(node: node))
    return link
  }

  static func free(_ link: UnsafeMutablePointer<HandleLink>) {
    link.pointee.next = unused
    unused = link
  }
}
