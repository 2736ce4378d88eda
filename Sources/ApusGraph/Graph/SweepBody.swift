/// Some instructions of a sweep, in the form in which a step's program is put together.
final class SweepBody: Sendable {
  let instructions: [Program.Instruction]
  let codes: [Int32]
  /// The operands of all instructions, one after the other, and where those of each end.
  let operands: [Program.Reference]
  let operandEnds: [Int]
  /// The number of the instruction that computes a result; -1 for one that is not needed.
  let resultPlaces: [Int]
  let resultTypes: [TensorType]
  /// Which of the sweep's operands the instructions need.
  let neededOperands: [Int]

  /// - Parameter needed: for each result whether it is needed; `nil` if all are.
  init(_ all: [Program.Instruction], codes allCodes: [Int32], results: [Int], needing needed: [Bool]?) {
    var isNeeded = [Bool](repeating: needed == nil, count: all.count)
    for (result, place) in results.enumerated() where needed?[result] ?? true { isNeeded[place] = true }
    for index in all.indices.reversed() where isNeeded[index] {
      for operand in all[index].operands where !operand.isInput { isNeeded[operand.index] = true }
    }
    var instructions: [Program.Instruction] = [], codes: [Int32] = [], operands: [Program.Reference] = [], ends: [Int] = []
    var moved: [Int] = [], inputs: Set<Int> = []
    for (index, instruction) in all.enumerated() {
      moved.append(isNeeded[index] ? instructions.count : -1)
      if !isNeeded[index] { continue }
      instructions.append(instruction)
      codes.append(allCodes[index])
      for operand in instruction.operands {
        if operand.isInput { inputs.insert(operand.index) }
        operands.append(operand.isInput ? operand : .instruction(moved[operand.index]))
      }
      ends.append(operands.count)
    }
    self.instructions = instructions
    self.codes = codes
    self.operands = operands
    operandEnds = ends
    resultPlaces = results.map { moved[$0] }
    resultTypes = results.map { all[$0].type }
    neededOperands = inputs.sorted()
  }

  /// Calls `body` with the number of each instruction, the code of its operation, and its operands.
  @inline(__always)
  func forEachInstruction(_ body: (Int, Int32, UnsafeBufferPointer<Program.Reference>) -> Void) {
    codes.withUnsafeBufferPointer { codes in
      operandEnds.withUnsafeBufferPointer { ends in
        operands.withUnsafeBufferPointer { operands in
          var start = 0
          for index in codes.indices {
            body(index, codes[index], UnsafeBufferPointer(rebasing: operands[start..<ends[index]]))
            start = ends[index]
          }
        }
      }
    }
  }
}
