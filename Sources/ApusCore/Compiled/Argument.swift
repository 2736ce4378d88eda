/// An argument of a compiled function, whatever its type: the tensors in it, and the rest.
protocol ArgumentBox: AnyObject {
  /// The nodes of all tensors inside, in the order of the walk.
  var nodes: [Node] { get }
  /// Puts other nodes in the places of the tensors.
  func replace(_ nodes: inout ArraySlice<Node>)
  /// Lets go of the tensors, so that their memory can be given away.
  func release()
  /// What is not a tensor and can be compared.
  var constants: [AnyHashable] { get }
  /// Whether what is not a tensor equals that of `other`, which is of the same type.
  func hasConstants(of other: any ArgumentBox) -> Bool
  func copy() -> any ArgumentBox
}

final class Argument<Value>: ArgumentBox {
  var value: Value
  private let plan = WalkPlans.plan(of: Value.self)
  /// The places of what is left out of training among the tensors, which a trace depends on; found with `nodes`.
  private var frozen: [Int] = []

  init(_ value: Value) { self.value = value }

  // A `Variable` inside an argument is state of its own: the trace reads and writes it as it is used. A tensor in a `let` cannot be
  // replaced by an input: it stays what the body captures, and its identity is part of the signature.
  var nodes: [Node] {
    var nodes: [Node] = []
    var (frozen, place) = ([Int](), 0)
    plan.read(value, plan.rootPath) { _, parameter in
      if parameter.variable?.isFrozen ?? parameter.handle.isFrozen { frozen.append(place) }
      if parameter.role != .state, !parameter.isFixed { nodes.append(parameter.node) }
      place += 1
    }
    self.frozen = frozen
    return nodes
  }

  private var fixed: [AnyHashable] {
    if !plan.mayFix { return [] }
    var found: [AnyHashable] = []
    plan.read(value, plan.rootPath) { _, parameter in
      if parameter.role != .state, parameter.isFixed { found.append(parameter.node.id) }
    }
    return found
  }

  func replace(_ nodes: inout ArraySlice<Node>) {
    plan.walk(&value, plan.rootPath, .training) { _, parameter in
      if parameter.role == .state || parameter.isFixed { return }
      if let node = nodes.popFirst() { parameter.node = node }
    }
  }

  func release() { Self.releasing(&value) }

  var constants: [AnyHashable] { ConstantPlans.plan(of: Value.self).values(value) + fixed + frozen.map(AnyHashable.init) }

  func hasConstants(of other: any ArgumentBox) -> Bool {
    let other = unsafeDowncast(other, to: Argument<Value>.self)
    return frozen == other.frozen && ConstantPlans.plan(of: Value.self).areEqual(&value, &other.value) && fixed == other.fixed
  }

  func copy() -> any ArgumentBox {
    let copy = Argument(value)
    copy.frozen = frozen
    return copy
  }
}
