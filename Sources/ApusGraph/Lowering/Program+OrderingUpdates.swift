/// An operation that changes its first operand where it lies, so that whatever reads the old one has to be computed first.
protocol UpdateInPlace: Operation {
  /// How many further operands there are, which only have to be there first: what reads the old parameter.
  var readerCount: Int { get set }
}

extension Program {
  /// The same program whose updates in place come after the products that read the old parameter.
  ///
  /// A weight is read once more where the gradient of its layer's input is made, and nothing tells XLA that this comes before the update:
  /// it copies the weight. A product that is an operand of the update does, though the update does not look at it.
  func orderingUpdates() -> Program {
    if !instructions.contains(where: { $0.operation is any UpdateInPlace }) { return self }
    var readers: [Reference: [Reference]] = [:]
    var ordered = self
    for (index, instruction) in instructions.enumerated() {
      switch instruction.operation {
      case is DotGeneral, is FinishedProduct, is Convolution:
        for parameter in Set(instruction.operands.map(origin)) { readers[parameter, default: []].append(.instruction(index)) }
      case var update as any UpdateInPlace:
        let isNeeded = isNeeded(by: index)
        let others = readers[origin(instruction.operands[0]), default: []].filter { !isNeeded[$0.index] }
        update.readerCount = others.count
        ordered.instructions[index] = Instruction(operation: update, operands: instruction.operands + others, type: instruction.type)
      default: break
      }
    }
    return ordered
  }

  /// What has the same value: a gradient is taken at an `Identity` of the parameter.
  private func origin(_ reference: Reference) -> Reference {
    var origin = reference
    while !origin.isInput, instructions[origin.index].operation is Identity { origin = instructions[origin.index].operands[0] }
    return origin
  }
}
