/// What a tensor holds on to: it dies with the last tensor that a user can see, and that frees the value for donation.
public final class Handle: @unchecked Sendable {
  public let node: Node

  // The list of handles of a trace, guarded by `GraphLock`.
  fileprivate(set) unowned(unsafe) var previous: Handle?
  fileprivate(set) unowned(unsafe) var next: Handle?
  fileprivate var isListed = false

  public init(_ node: Node) {
    self.node = node
    GraphLock.held {
      node.handleCount += 1
      if node.value == nil, node.failure == nil, !node.isTraced {
        let trace = node.trace.map(Trace.root) ?? Trace(engine: Context.local.engine)
        node.trace = trace
        trace.append(self)
      }
    }
  }

  deinit {
    GraphLock.held {
      node.handleCount -= 1
      if isListed { node.trace.map(Trace.root)?.remove(self) }
    }
  }
}

/// A set of pending nodes that hang together, and the handles that somebody still has on them.
///
/// Reading one value computes every value of its trace that a handle keeps: so nothing is computed twice, and nothing that has no
/// part in it is touched.
final class Trace {
  private var parent: Trace?
  private unowned(unsafe) var first: Handle?
  private unowned(unsafe) var last: Handle?
  private var count = 0
  let engine: Engine
  // The engine's list of traces.
  fileprivate unowned(unsafe) var previousTrace: Trace?
  fileprivate unowned(unsafe) var nextTrace: Trace?

  init(engine: Engine) {
    self.engine = engine
    engine.register(self)
  }

  deinit { engine.unregister(self) }

  static func root(_ trace: Trace) -> Trace {
    var root = trace
    while let parent = root.parent { root = parent }
    // Path compression keeps later look-ups short.
    var step = trace
    while let parent = step.parent, parent !== root {
      step.parent = root
      step = parent
    }
    return root
  }

  static func merging(_ a: Trace?, _ b: Trace) -> Trace {
    guard let a else { return root(b) }
    let left = root(a), right = root(b)
    if left === right { return left }
    let (large, small) = left.count >= right.count ? (left, right) : (right, left)
    large.takeHandles(of: small)
    small.parent = large
    return large
  }

  private func takeHandles(of other: Trace) {
    guard let head = other.first else { return }
    head.previous = last
    if let last { last.next = head } else { first = head }
    last = other.last
    count += other.count
    other.first = nil
    other.last = nil
    other.count = 0
  }

  func append(_ handle: Handle) {
    handle.isListed = true
    handle.previous = last
    handle.next = nil
    if let last { last.next = handle } else { first = handle }
    last = handle
    count += 1
  }

  func remove(_ handle: Handle) {
    if let previous = handle.previous { previous.next = handle.next } else { first = handle.next }
    if let next = handle.next { next.previous = handle.previous } else { last = handle.previous }
    handle.previous = nil
    handle.next = nil
    handle.isListed = false
    count -= 1
  }

  /// The nodes that handles keep, each once, oldest first.
  var liveNodes: [Node] {
    var nodes: [Node] = []
    var handle = first
    while let current = handle {
      nodes.append(current.node)
      handle = current.next
    }
    return nodes
  }

  /// Takes the handles of nodes that have got their value off the list.
  func removeMaterialized() {
    var handle = first
    while let current = handle {
      handle = current.next
      if current.node.value != nil || current.node.failure != nil { remove(current) }
    }
  }
}

/// The traces of an engine, linked through themselves: a weak reference to each would make every use of it slower.
///
/// A trace leaves the list at the start of its `deinit`. Until then its handles can be read, but it must not be kept.
final class TraceList: @unchecked Sendable {
  // Guarded by `GraphLock`.
  private unowned(unsafe) var first: Trace?

  func append(_ trace: Trace) {
    GraphLock.held {
      trace.nextTrace = first
      first?.previousTrace = trace
      first = trace
    }
  }

  func remove(_ trace: Trace) {
    GraphLock.held {
      if let previous = trace.previousTrace { previous.nextTrace = trace.nextTrace } else { first = trace.nextTrace }
      trace.nextTrace?.previousTrace = trace.previousTrace
    }
  }

  /// The nodes that handles of any of the traces keep.
  var liveNodes: [Node] {
    GraphLock.held {
      var nodes: [Node] = []
      var trace = first
      while let current = trace {
        nodes += current.liveNodes
        trace = current.nextTrace
      }
      return nodes
    }
  }
}
