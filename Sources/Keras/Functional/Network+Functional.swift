extension Network {
  /// The network that makes `outputs` of `inputs`.
  ///
  /// A layer that was applied more than once is taken in once, so that its weights stay shared whatever happens to them.
  init(inputs: [SymbolicValue], outputs: [SymbolicValue]) throws {
    if inputs.isEmpty || outputs.isEmpty { throw KerasError.nothing(inputs.isEmpty ? "inputs" : "outputs") }
    self.init(inputCount: inputs.count)
    var places: [ObjectIdentifier: Int] = [:]
    for (index, input) in inputs.enumerated() {
      if input.layer != nil { throw KerasError.notAnInput(input.name) }
      if places.updateValue(index, forKey: ObjectIdentifier(input)) != nil { throw KerasError.inputTwice(input.name) }
    }
    var known: [[ObjectIdentifier]: Int] = [:]
    for (index, output) in outputs.enumerated() {
      if let diagnosis = output.diagnosis { throw diagnosis }
      for value in Self.pending(before: output, places) {
        guard let layer = value.layer else { throw KerasError.disconnected(output: index, input: value.name) }
        let number = known[layer.identity] ?? append(layer)
        if !layer.identity.isEmpty { known[layer.identity] = number }
        calls.append(Call(layer: number, inputs: value.inputs.compactMap { places[ObjectIdentifier($0)] }))
        places[ObjectIdentifier(value)] = inputCount + calls.count - 1
      }
    }
    self.outputs = outputs.compactMap { places[ObjectIdentifier($0)] }
  }

  /// What `output` depends on and has no place yet, each after what it depends on. No recursion: a graph may be deep.
  private static func pending(before output: SymbolicValue, _ places: [ObjectIdentifier: Int]) -> [SymbolicValue] {
    var (order, seen) = ([SymbolicValue](), Set<ObjectIdentifier>())
    var stack = [(value: output, isReady: false)]
    while let (value, isReady) = stack.popLast() {
      if places[ObjectIdentifier(value)] != nil { continue }
      if isReady {
        order.append(value)
      } else if seen.insert(ObjectIdentifier(value)).inserted {
        stack.append((value, true))
        stack += value.inputs.reversed().map { ($0, false) }
      }
    }
    return order
  }
}
