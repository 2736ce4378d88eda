extension Program {
  /// The program without instructions that none of the outputs needs.
  func withoutUnreadInstructions() -> Program {
    var isRead = [Bool](repeating: false, count: instructions.count)
    for output in outputs where !output.isInput { isRead[output.index] = true }
    for index in instructions.indices.reversed() where isRead[index] {
      for operand in instructions[index].operands where !operand.isInput { isRead[operand.index] = true }
    }
    if !isRead.contains(false) { return self }
    var program = Program(inputs: inputs, instructions: [], outputs: []), moved: [Reference] = []
    func place(_ reference: Reference) -> Reference { reference.isInput ? reference : moved[reference.index] }
    for (index, instruction) in instructions.enumerated() {
      moved.append(.instruction(program.instructions.count))
      if !isRead[index] { continue }
      program.instructions.append(
        Instruction(operation: instruction.operation, operands: instruction.operands.map(place), type: instruction.type))
    }
    program.outputs = outputs.map(place)
    return program
  }
}
