extension Program {
  /// What was computed from placeholders, written down.
  ///
  /// - Parameters:
  ///   - inputs: the placeholders, which become the first inputs.
  ///   - outputs: what was made of them.
  /// - Returns: the program, and the values from outside that are its further inputs.
  package static func tracing(_ inputs: [Node], _ outputs: [Node]) throws -> (program: Program, captured: [Node]) {
    if let diagnosis = outputs.lazy.compactMap(\.diagnosis).first { throw diagnosis }
    let linear = try Linearization(outputs: outputs, arguments: inputs)
    return (linear.program, Array(linear.leaves.dropFirst(inputs.count)))
  }
}
