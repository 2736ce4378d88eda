extension Program {
  /// Runs the program with the operations' reference evaluations.
  public func evaluate(_ inputs: [HostArray]) throws -> [HostArray] {
    var values = [HostArray?](repeating: nil, count: instructions.count)
    let ends = lastUses
    var released = 0
    for (index, instruction) in instructions.enumerated() {
      let operands = try instruction.operands.map { try value(of: $0, inputs, values) }
      values[index] = try withExtendedLifetime(operands) { try instruction.operation.evaluate(operands, to: instruction.type) }
      // Long programs would otherwise keep every intermediate value.
      while released < ends.count, ends[released].at <= index {
        values[ends[released].value] = nil
        released += 1
      }
    }
    return try outputs.map { try value(of: $0, inputs, values) }
  }

  private func value(of reference: Reference, _ inputs: [HostArray], _ values: [HostArray?]) throws -> HostArray {
    if reference.isInput { return inputs[reference.index] }
    guard let value = values[reference.index] else { throw Mistake.noHostEvaluation(operation: "a released value") }
    return value
  }

  /// The instructions after which values are no longer needed, in that order; only worth the effort for long programs.
  private var lastUses: [(at: Int, value: Int)] {
    if instructions.count < 256 { return [] }
    var last = [Int](repeating: -1, count: instructions.count)
    for (index, instruction) in instructions.enumerated() {
      last[index] = index
      for operand in instruction.operands where !operand.isInput { last[operand.index] = index }
    }
    for output in outputs where !output.isInput { last[output.index] = Int.max }
    return last.enumerated().filter { $1 != Int.max }.map { (at: $1, value: $0) }.sorted { $0.at < $1.at }
  }
}
