extension Program {
  /// Inputs whose memory can become an output's, of the same type.
  ///
  /// An output takes the nearest input from which it is computed in place, as a parameter's new value from its old one. Another, such as
  /// a moment of Adam's, would have to be copied first. What is computed from no input in place takes one that nobody reads any more.
  ///
  /// - Parameter isCandidate: for each of the first inputs whether it can be given away at all; `nil` if all can.
  /// - Returns: pairs in the order of the outputs.
  func donors(among isCandidate: [Bool]? = nil) -> [(input: Int, output: Int)] {
    var isFree = inputs.indices.map { index in isCandidate.map { $0.indices.contains(index) && $0[index] } ?? true }
    for output in outputs where output.isInput { isFree[output.index] = false }
    var donors: [(input: Int, output: Int)] = []
    func take(_ find: (Reference) -> Int?) {
      for (output, reference) in outputs.enumerated() where !reference.isInput && !donors.contains(where: { $0.output == output }) {
        guard let input = find(reference) else { continue }
        isFree[input] = false
        donors.append((input, output))
      }
    }
    take { nearestInput(inPlaceOf: $0, isFree) }
    take { unreadInput(after: $0, isFree) }
    return donors.sorted { $0.output < $1.output }
  }

  /// An input that is read only by what the output needs, and not by the output itself.
  private func unreadInput(after output: Reference, _ isFree: [Bool]) -> Int? {
    let type = type(of: output), candidates = inputs.indices.filter { isFree[$0] && inputs[$0] == type }
    if candidates.isEmpty { return nil }
    let isNeeded = isNeeded(by: output.index)
    let readLater = Set(instructions.indices.filter { !isNeeded[$0] }.flatMap { instructions[$0].operands })
    return candidates.first { !readLater.contains(.input($0)) }
  }

  /// For each instruction, whether the one at `index` cannot be computed without it.
  func isNeeded(by index: Int) -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: instructions.count)
    for operand in instructions[index].operands where !operand.isInput { isNeeded[operand.index] = true }
    for index in instructions.indices.prefix(index).reversed() where isNeeded[index] {
      for operand in instructions[index].operands where !operand.isInput { isNeeded[operand.index] = true }
    }
    return isNeeded
  }

  private func nearestInput(inPlaceOf output: Reference, _ isFree: [Bool]) -> Int? {
    let type = type(of: output)
    var pending = [output], seen = Set(pending), next = 0
    while next < pending.count, next < 64 {
      let reference = pending[next]
      next += 1
      if reference.isInput {
        if isFree[reference.index] { return reference.index }
        continue
      }
      for operand in operandsInPlace(instructions[reference.index]) where self.type(of: operand) == type {
        if seen.insert(operand).inserted { pending.append(operand) }
      }
    }
    return nil
  }

  /// The operands that can be overwritten while the instruction is computed.
  private func operandsInPlace(_ instruction: Instruction) -> [Reference] {
    switch instruction.operation {
    case is any UnaryOperation, is any BinaryOperation, is Select, is Clamp, is Identity, is OptimizationBarrier, is ScaledDifference:
      instruction.operands
    case is Scatter, is DynamicUpdateSlice, is RunningMoment: Array(instruction.operands.prefix(1))
    case let result as Projection: carried(result.index, of: instruction.operands[0])
    default: []
    }
  }

  /// What a loop carries into its first step for one of its results, or what a step of an optimizer changes.
  private func carried(_ result: Int, of loop: Reference) -> [Reference] {
    let instruction = instructions[loop.index]
    let count =
      switch instruction.operation {
      case let scan as Scan: scan.carryCount
      case let loop as WhileLoop: loop.carryCount
      case is AdamStep: AdamStep.resultCount
      default: 0
      }
    return result < count ? [instruction.operands[result]] : []
  }
}
