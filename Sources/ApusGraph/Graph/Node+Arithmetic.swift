// Arithmetic on nodes, with NumPy's broadcasting: what derivative rules and composite operations are written in.
extension Node {
  static func broadcasting<O: Operation>(_ operation: O, _ a: Node, _ b: Node) -> Node {
    if a.shape == b.shape || a.diagnosis != nil || b.diagnosis != nil { return .make(operation, a, b) }
    if b.rank == 0 { return .make(operation, a, b.broadcast(to: a.shape)) }
    if a.rank == 0 { return .make(operation, a.broadcast(to: b.shape), b) }
    guard let (left, right) = broadcastTogether(a, b, operation: O.name) else {
      return .poison(Mistake.notBroadcastable(operation: O.name, left: a.shape, right: b.shape), [a, b])
    }
    return .make(operation, left, right)
  }

  public static func + (a: Node, b: Node) -> Node { broadcasting(Add(), a, b) }
  public static func - (a: Node, b: Node) -> Node { broadcasting(Subtract(), a, b) }
  public static func * (a: Node, b: Node) -> Node { broadcasting(Multiply(), a, b) }
  public static func / (a: Node, b: Node) -> Node { broadcasting(Divide(), a, b) }
  public static prefix func - (a: Node) -> Node { .make(Negate(), a) }

  // A number beside a node takes the node's type.
  public static func + (a: Node, b: Double) -> Node { a + a.like(b) }
  public static func - (a: Node, b: Double) -> Node { a - a.like(b) }
  public static func * (a: Node, b: Double) -> Node { a * a.like(b) }
  public static func / (a: Node, b: Double) -> Node { a / a.like(b) }
  public static func - (a: Double, b: Node) -> Node { b.like(a) - b }
  public static func / (a: Double, b: Node) -> Node { b.like(a) / b }
}
