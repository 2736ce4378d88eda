extension Program {
  /// The same computation in primitive operations, each of which is one operation of StableHLO.
  package func portable() throws -> Program {
    try replacingInstructions { operation, operands in
      switch operation {
      case is OptimizationBarrier, is Identity, is StopGradient: Program.identity(operands[0])
      case let composite as any CompositeOperation: try Program(tracing: composite.portableDecomposition, operands).portable()
      default: nil
      }
    }
  }

  /// The program of a function that returns its argument.
  static func identity(_ type: TensorType) -> Program { Program(inputs: [type], instructions: [], outputs: [.input(0)]) }

  /// The program without those of its inputs after the first few that it does not read, and the places of those that are left.
  package func droppingUnusedInputs(after count: Int) -> (program: Program, kept: [Int]) {
    var isUsed = [Bool](repeating: false, count: inputs.count)
    for reference in instructions.lazy.flatMap(\.operands) + outputs where reference.isInput { isUsed[reference.index] = true }
    let kept = inputs.indices.filter { isUsed[$0] || $0 < count }
    let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    func place(_ reference: Reference) -> Reference { reference.isInput ? .input(places[reference.index] ?? 0) : reference }
    let moved = instructions.map { Instruction(operation: $0.operation, operands: $0.operands.map(place), type: $0.type) }
    return (Program(inputs: kept.map { inputs[$0] }, instructions: moved, outputs: outputs.map(place)), kept)
  }
}
