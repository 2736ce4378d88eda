extension Program {
  /// What computes a reference, directly or by way of an `Identity`, if nobody else reads it.
  ///
  /// - Parameter uses: `useCounts()`.
  func instructionReadOnce(_ reference: Reference, _ uses: [Int]) -> Instruction? {
    if reference.isInput || uses[reference.index] > 1 { return nil }
    let instruction = instructions[reference.index]
    return instruction.operation is Identity ? instructionReadOnce(instruction.operands[0], uses) : instruction
  }

  /// How many operands and outputs each instruction is.
  func useCounts() -> [Int] {
    var counts = [Int](repeating: 0, count: instructions.count)
    for reference in instructions.flatMap(\.operands) + outputs where !reference.isInput { counts[reference.index] += 1 }
    return counts
  }
}
