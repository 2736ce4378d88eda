/// The operands of a node, each of them held once.
///
/// In plain memory: a walk over a graph counts no references, where an array would be held and let go of for each node that it passes.
/// Made, changed and freed with `GraphLock` held.
struct OperandList: ~Copyable {
  private let base: UnsafeMutablePointer<Unmanaged<Node>>?
  private let number: Int32

  var count: Int { Int(number) }
  var isEmpty: Bool { base == nil }

  init() { (base, number) = (nil, 0) }

  private init(capacity: Int32) { (base, number) = (Self.memory(for: capacity), capacity) }

  init(_ a: __owned Node) {
    self.init(capacity: 1)
    base?.initialize(to: .passRetained(a))
  }

  init(_ a: __owned Node, _ b: __owned Node) {
    self.init(capacity: 2)
    base?.initialize(to: .passRetained(a))
    base?.advanced(by: 1).initialize(to: .passRetained(b))
  }

  init(_ a: __owned Node, _ b: __owned Node, _ c: __owned Node) {
    self.init(capacity: 3)
    base?.initialize(to: .passRetained(a))
    base?.advanced(by: 1).initialize(to: .passRetained(b))
    base?.advanced(by: 2).initialize(to: .passRetained(c))
  }

  init(_ nodes: [Node]) { self.init(count: nodes.count) { nodes[$0] } }

  @inline(__always)
  init(count: Int, _ node: (Int) -> Node) {
    if count == 0 {
      self.init()
      return
    }
    self.init(capacity: Int32(count))
    for index in 0..<count { base?.advanced(by: index).initialize(to: .passRetained(node(index))) }
  }

  deinit {
    guard let base else { return }
    for index in 0..<count { base[index].release() }
    Self.free(base, number)
  }

  subscript(index: Int) -> Node {
    precondition(index >= 0 && index < count)
    return base.unsafelyUnwrapped[index].takeUnretainedValue()
  }

  @inline(__always)
  func look<R>(at index: Int, _ body: (Node) throws -> R) rethrows -> R {
    precondition(index >= 0 && index < count)
    return try base.unsafelyUnwrapped[index]._withUnsafeGuaranteedRef { try body($0) }
  }

  var array: [Node] { (0..<count).map { self[$0] } }

  /// The operands, which their new holder lets go of.
  consuming func taken() -> [Node] {
    let (base, number) = (base, number)
    discard self
    guard let base else { return [] }
    defer { Self.free(base, number) }
    return (0..<Int(number)).map { base[$0].takeRetainedValue() }
  }

  @inline(__always)
  func forEach(_ body: (Node) throws -> Void) rethrows {
    guard let base else { return }
    for index in 0..<count { try base[index]._withUnsafeGuaranteedRef { try body($0) } }
  }
}

extension OperandList {
  /// Short lists that no node uses, those of each length behind each other. A training step makes dozens and frees as many.
  @exclusivity(unchecked) private nonisolated(unsafe) static var unused: (Unused, Unused, Unused) = (nil, nil, nil)
  private typealias Unused = UnsafeMutableRawPointer?

  private static func memory(for count: Int32) -> UnsafeMutablePointer<Unmanaged<Node>> {
    switch count {
    case 1: memory(for: 1, &unused.0)
    case 2: memory(for: 2, &unused.1)
    case 3: memory(for: 3, &unused.2)
    default: .allocate(capacity: Int(count))
    }
  }

  @inline(__always)
  private static func memory(for count: Int, _ unused: inout Unused) -> UnsafeMutablePointer<Unmanaged<Node>> {
    guard let known = unused else { return .allocate(capacity: count) }
    unused = known.load(as: Unused.self)
    return known.assumingMemoryBound(to: Unmanaged<Node>.self)
  }

  private static func free(_ base: UnsafeMutablePointer<Unmanaged<Node>>, _ count: Int32) {
    switch count {
    case 1: free(base, &unused.0)
    case 2: free(base, &unused.1)
    case 3: free(base, &unused.2)
    default: base.deallocate()
    }
  }

  @inline(__always)
  private static func free(_ base: UnsafeMutablePointer<Unmanaged<Node>>, _ unused: inout Unused) {
    UnsafeMutableRawPointer(base).storeBytes(of: unused, as: Unused.self)
    unused = UnsafeMutableRawPointer(base)
  }
}
