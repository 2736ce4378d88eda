/// A set of pending nodes that hang together, and the handles that somebody still has on them.
///
/// Reading one value computes every value of its trace that a handle keeps: so nothing is computed twice, and nothing that has no
/// part in it is touched.
final class Trace {
  @exclusivity(unchecked) private var parent: Trace?
  private let list: UnsafeMutablePointer<TraceLink>
  let engine: Engine

  /// Called with `GraphLock` held.
  init(engine: Engine) {
    self.engine = engine
    list = TraceLink.make()
    engine.traces.append(list)
  }

  deinit {
    GraphLock.held {
      engine.traces.remove(list)
      TraceLink.free(list)
    }
  }

  /// Whether it was not merged into another.
  var isRoot: Bool { parent == nil }

  static func root(_ trace: Trace) -> Trace {
    guard let parent = trace.parent else { return trace }
    return parent.parent == nil ? parent : distantRoot(trace)
  }

  private static func distantRoot(_ trace: Trace) -> Trace {
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
    let (large, small) = left.list.pointee.count >= right.list.pointee.count ? (left, right) : (right, left)
    large.list.pointee.take(&small.list.pointee)
    small.parent = large
    return large
  }

  /// The handles of all traces that were merged with the node's.
  static func list(of node: Node) -> UnsafeMutablePointer<TraceLink>? {
    if node.heldTrace.look({ $0.isRoot }) != false { return node.heldTrace.look { $0.list } }
    return node.trace.map(root)?.list
  }

  /// Calls `body` with the node of each handle, in the order in which the handles were made.
  func forEachLive(_ body: (Node) -> Void) { list.pointee.forEach(body) }

  var liveCount: Int { list.pointee.count }

  /// Takes the handles of nodes that have got their value off the list.
  func removeMaterialized() {
    var handle = list.pointee.first
    while let current = handle {
      handle = current.pointee.next
      if current.pointee.node.value != nil || current.pointee.node.failure != nil { list.pointee.remove(current) }
    }
  }
}

/// The handles of a trace, and the trace's place among those of its engine. Guarded by `GraphLock`.
struct TraceLink {
  private(set) var first: UnsafeMutablePointer<HandleLink>?
  private var last: UnsafeMutablePointer<HandleLink>?
  private(set) var count = 0
  fileprivate var previous: UnsafeMutablePointer<TraceLink>?
  fileprivate var next: UnsafeMutablePointer<TraceLink>?

  /// Links that no trace uses, a list by `next`.
  @exclusivity(unchecked) private nonisolated(unsafe) static var unused: UnsafeMutablePointer<TraceLink>?

  static func make() -> UnsafeMutablePointer<TraceLink> {
    let link = unused ?? .allocate(capacity: 1)
    if unused != nil { unused = link.pointee.next }
    link.initialize(to: TraceLink())
    return link
  }

  static func free(_ link: UnsafeMutablePointer<TraceLink>) {
    link.pointee.next = unused
    unused = link
  }

  mutating func append(_ handle: UnsafeMutablePointer<HandleLink>) {
    handle.pointee.isListed = true
    handle.pointee.previous = last
    handle.pointee.next = nil
    if let last { last.pointee.next = handle } else { first = handle }
    last = handle
    count += 1
  }

  mutating func remove(_ handle: UnsafeMutablePointer<HandleLink>) {
    let (previous, next) = (handle.pointee.previous, handle.pointee.next)
    if let previous { previous.pointee.next = next } else { first = next }
    if let next { next.pointee.previous = previous } else { last = previous }
    handle.pointee.isListed = false
    count -= 1
  }

  mutating func take(_ other: inout TraceLink) {
    guard let head = other.first else { return }
    head.pointee.previous = last
    if let last { last.pointee.next = head } else { first = head }
    last = other.last
    count += other.count
    other.first = nil
    other.last = nil
    other.count = 0
  }

  func forEach(_ body: (Node) -> Void) {
    var handle = first
    while let current = handle {
      body(current.pointee.node)
      handle = current.pointee.next
    }
  }
}

/// The traces of an engine. Changed with `GraphLock` held.
final class TraceList: @unchecked Sendable {
  @exclusivity(unchecked) private var first: UnsafeMutablePointer<TraceLink>?

  func append(_ trace: UnsafeMutablePointer<TraceLink>) {
    trace.pointee.next = first
    first?.pointee.previous = trace
    first = trace
  }

  func remove(_ trace: UnsafeMutablePointer<TraceLink>) {
    let (previous, next) = (trace.pointee.previous, trace.pointee.next)
    if let previous { previous.pointee.next = next } else { first = next }
    next?.pointee.previous = previous
  }

  /// The nodes that handles of any of the traces keep.
  var liveNodes: [Node] {
    GraphLock.held {
      var nodes: [Node] = []
      var trace = first
      while let current = trace {
        current.pointee.forEach { nodes.append($0) }
        trace = current.pointee.next
      }
      return nodes
    }
  }
}
