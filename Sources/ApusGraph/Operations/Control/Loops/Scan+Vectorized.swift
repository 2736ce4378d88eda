extension Scan {
  /// One scan of steps for all examples.
  func vectorizedResults(_ operands: [ExampleOperand]) -> [Node]? {
    guard let examples = operands.first?.count else { return nil }
    var arguments = operands.map(\.node)
    for index in operands.indices {
      if index < carryCount { arguments[index] = operands[index].spread }
      // [examples, steps, …] to [steps, examples, …]
      if isArray(index), operands[index].differs { arguments[index] = operands[index].node.movingAxis(1, to: 0) }
    }
    let parameters = arguments.enumerated().map { index, node in
      Node.placeholder(isArray(index) ? node.type.element : node.type, device: node.device)
    }
    let given = zip(parameters, operands).enumerated().map { index, pair in
      ExampleOperand(pair.0, differs: index < carryCount || pair.1.differs, count: examples)
    }
    let made = body.vectorized(given, count: examples).map(\.spread)
    do {
      let (region, captures) = try Region.closing(made, over: parameters)
      let scan = Scan(body: region, carryCount: carryCount, arrayCount: arrayCount, count: count, isReversed: isReversed)
      let results = Node.makeAll(scan, arguments + captures, count: made.count)
      return results.enumerated().map { $0 < carryCount || $1.diagnosis != nil ? $1 : $1.movingAxis(1, to: 0) }
    } catch {
      return made.map { _ in .poison(error, arguments) }
    }
  }
}
