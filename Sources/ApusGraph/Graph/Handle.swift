/// What a tensor holds on to: it dies with the last tensor that a user can see, and that frees the value for donation.
public final class Handle: @unchecked Sendable {
  public let node: Node
  /// Whether the tensor is a parameter that is left out of training.
  public let isFrozen: Bool
  /// Its place in the list of its trace; `nil` if its node had its value from the start. Guarded by `GraphLock`.
  private var link: UnsafeMutablePointer<HandleLink>?

  public init(_ node: Node, isFrozen: Bool = false) {
    self.node = node
    self.isFrozen = isFrozen
    GraphLock.held {
      node.handleCount += 1
      if node.value == nil, node.failure == nil, !node.isTraced {
        let trace = node.trace.map(Trace.root) ?? Trace(engine: Context.local.engine)
        node.trace = trace
        let link = UnsafeMutablePointer<HandleLink>.allocate(capacity: 1)
        link.initialize(to: HandleLink(node: node))
        self.link = link
        trace.append(link)
      }
    }
  }

  deinit {
    GraphLock.held {
      node.handleCount -= 1
      guard let link else { return }
      if link.pointee.isListed { node.trace.map(Trace.root)?.remove(link) }
      link.deallocate()
    }
  }
}

/// A handle in the list of its trace.
///
/// Lists are made of plain memory: following a reference to a neighbour would hold on to it for a moment, and letting go of it can
/// be what ends it, in the middle of a change of the list.
struct HandleLink {
  /// Alive as long as the handle, which takes itself off the list before it lets go.
  unowned(unsafe) let node: Node
  var previous: UnsafeMutablePointer<HandleLink>?
  var next: UnsafeMutablePointer<HandleLink>?
  var isListed = false

  init(node: Node) { self.node = node }
}
