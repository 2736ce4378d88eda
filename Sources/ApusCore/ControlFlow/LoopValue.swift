/// What a body takes or returns: a value of any type, and the tensors in it.
struct LoopValue<Value> {
  let value: Value
  /// The tensors that can be replaced, with their places such as `.hidden`; empty for a tensor that is the value itself.
  let places: [(path: String, node: Node)]
  /// The place of a tensor that cannot be replaced, because it lies in a `let` or an object.
  let fixedPath: String?

  init(_ value: Value) {
    self.value = value
    var places: [(path: String, node: Node)] = []
    var fixedPath: String?
    let plan = WalkPlans.plan(of: Value.self)
    plan.read(value, plan.rootPath) { path, parameter in
      if parameter.role == .state { return }
      if parameter.isFixed { fixedPath = fixedPath ?? path.name } else { places.append((path.name, parameter.node)) }
    }
    (self.places, self.fixedPath) = (places, fixedPath)
  }

  var nodes: [Node] { places.map(\.node) }

  /// The first tensor that carries a diagnosis.
  var failure: Node? { nodes.first { $0.diagnosis != nil } }

  /// The value with other nodes in the places of its tensors.
  func replacing(with nodes: some Sequence<Node>) -> Value {
    var next = nodes.makeIterator()
    let plan = WalkPlans.plan(of: Value.self)
    var copy = value
    plan.walk(&copy, plan.rootPath, .training) { _, parameter in
      if parameter.role == .state || parameter.isFixed { return }
      if let node = next.next() { parameter.node = node }
    }
    return copy
  }

  /// Why `other` cannot take this value's place, such as "`.hidden` enters as Float[2] and leaves as Float[3]".
  func difference(from other: LoopValue, _ verbs: (String, String)) -> String? {
    if let path = fixedPath ?? other.fixedPath { return "the tensor `\(path)` lies in a let or an object, where it cannot be replaced" }
    if places.count != other.places.count {
      return "the number of tensors \(verbs.0) as \(places.count) and \(verbs.1) as \(other.places.count)"
    }
    for (a, b) in zip(places, other.places) where a.node.type != b.node.type {
      return (a.path.isEmpty ? "the tensor" : "the tensor `\(a.path)`") + " \(verbs.0) as \(a.node.type) and \(verbs.1) as \(b.node.type)"
    }
    return nil
  }
}

extension LoopValue {
  /// Why a body cannot go over the elements of these tensors along their first axes.
  func mistake(in function: String) -> Mistake? {
    func mistake(_ problem: String, _ hint: String) -> Mistake { .argument(function: function, problem: problem, hint: hint) }
    if let fixedPath {
      return mistake("the tensor `\(fixedPath)` lies in a let or an object, where it cannot be replaced", "make it a var")
    }
    guard let first = places.first else { return mistake("there is no array to go over", "pass tensors of shape [elements, …]") }
    for (path, node) in places {
      let name = path.isEmpty ? "the array" : "the array `\(path)`"
      if node.rank == 0 { return mistake("\(name) is a scalar", "pass tensors of shape [elements, …]") }
      if node.shape[0] != first.node.shape[0] {
        return mistake("`\(first.path)` has \(first.node.shape[0]) elements and \(name) has \(node.shape[0])", "give all as many")
      }
    }
    return nil
  }
}
