/// Collects the tensors of a model that would be trained if a walk could write them.
final class UnreachableSearch {
  /// What is around a tensor, which decides what can be done about it.
  enum Place { case object, enumeration, collection, keys, existential }

  private(set) var found: [String] = []
  private(set) var places: [Place] = []
  var visited: Set<ObjectIdentifier> = []

  /// Every trained tensor that a walk finds in `value`, which is a copy, and what is hidden even from the walk.
  func look<Value>(into value: Value, _ path: ParameterPath, inside container: String, _ place: Place) {
    let plan = WalkPlans.plan(of: Value.self)
    if plan.isEmpty { return }
    plan.read(value, path) { path, parameter in
      guard parameter.role == .trainable else { return }
      found.append("\(path.name), in \(container)")
      if !places.contains(place) { places.append(place) }
    }
    plan.check(value, path, .reading, self)
  }

  var hint: String {
    let remedies = places.map { place in
      switch place {
      case .object: "make the class a struct, or keep the tensor in a Variable"
      case .enumeration: "make the enum a struct with optional properties"
      case .collection: "use an Array"
      case .existential: "make the property an optional or an array, which can be walked"
      case .keys: "use String for the keys"
      }
    }
    return remedies.joined(separator: "; ") + "; a constant is marked @Frozen var"
  }
}

extension Module {
  /// Why this model cannot be trained or saved: it has tensors that look trained and that no walk can write; `nil` if it has none.
  ///
  /// Costs a look-up for a model of structs, arrays and optionals; other members are searched each time.
  package var unreachableParameters: Mistake? {
    let plan = WalkPlans.plan(of: Self.self)
    if !plan.mayHide { return nil }
    let search = UnreachableSearch()
    plan.check(self, plan.rootPath, .reading, search)
    return search.found.isEmpty ? nil : .unreachableParameters(model: "\(Self.self)", search.found, hint: search.hint)
  }
}
