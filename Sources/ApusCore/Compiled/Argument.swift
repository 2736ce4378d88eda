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
  init(_ value: Value) { self.value = value }

  private func walk(_ visit: ParameterVisit) {
    let plan = WalkPlans.plan(of: Value.self)
    plan.walk(&value, plan.rootPath, .trainable, visit)
  }

  // A `Variable` inside an argument is state of its own: the trace reads and writes it as it is used.
  var nodes: [Node] {
    var nodes: [Node] = []
    var copy = value
    let plan = WalkPlans.plan(of: Value.self)
    plan.walk(&copy, plan.rootPath, .trainable) { _, parameter in if parameter.role != .state { nodes.append(parameter.node) } }
    return nodes
  }

  func replace(_ nodes: inout ArraySlice<Node>) {
    walk { _, parameter in
      if parameter.role == .state { return }
      if let node = nodes.popFirst() { parameter.node = node }
    }
  }

  func release() { Self.releasing(&value) }

  var constants: [AnyHashable] { ConstantPlans.plan(of: Value.self).values(value) }

  func hasConstants(of other: any ArgumentBox) -> Bool {
    ConstantPlans.plan(of: Value.self).areEqual(&value, &unsafeDowncast(other, to: Argument<Value>.self).value)
  }

  func copy() -> any ArgumentBox { Argument(value) }
}
