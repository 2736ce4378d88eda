extension Region {
  /// The results for many examples: every operation that depends on them is replaced by one for all of them.
  func vectorized(_ operands: [ExampleOperand], count: Int) -> [ExampleOperand] {
    var values: [[ExampleOperand]] = []
    values.reserveCapacity(program.instructions.count)
    func value(_ reference: Program.Reference) -> ExampleOperand {
      reference.isInput ? operands[reference.index] : values[reference.index][0]
    }
    for instruction in program.instructions {
      if let projection = instruction.operation as? Projection, let tuple = instruction.operands.first {
        values.append([values[tuple.index][projection.index]])
      } else {
        values.append(Self.vectorized(instruction.operation, instruction.operands.map(value), count: count))
      }
    }
    return program.outputs.map(value)
  }

  private static func vectorized(_ operation: some Operation, _ operands: [ExampleOperand], count: Int) -> [ExampleOperand] {
    let differs = operands.contains(where: \.differs)
    if let tuple = operation as? any TupleOperation { return results(of: tuple, operands, differs: differs, count: count) }
    let node =
      differs
      ? operation.vectorized(operands) ?? operation.oneByOne(operands, results: nil)[0] : Node.again(operation, operands.map(\.node))
    return [ExampleOperand(node, differs: differs, count: count)]
  }

  private static func results(of operation: some TupleOperation, _ operands: [ExampleOperand], differs: Bool, count: Int)
    -> [ExampleOperand]
  {
    let resultCount = (try? operation.resultTypes(of: operands.map(\.type)).count) ?? 1
    let nodes =
      differs
      ? operation.vectorizedResults(operands) ?? operation.oneByOne(operands, results: resultCount)
      : Node.makeAll(operation, operands.map(\.node), count: resultCount)
    return nodes.map { ExampleOperand($0, differs: differs, count: count) }
  }
}

extension Node {
  /// The results, traced on `parameters`, for each element of `operands` along their first axes, stacked.
  package static func vectorized(_ operands: [Node], _ parameters: [Node], _ results: [Node]) -> [Node] {
    do {
      let (body, captures) = try Region.closing(results, over: parameters)
      let count = operands.first?.shape.first ?? 0
      let all =
        operands.map { ExampleOperand($0, differs: true, count: count) } + captures.map { ExampleOperand($0, differs: false, count: count) }
      return body.vectorized(all, count: count).map(\.spread)
    } catch {
      return results.map { _ in poison(error, operands) }
    }
  }
}
