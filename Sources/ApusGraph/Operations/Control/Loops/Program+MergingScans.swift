extension Program {
  /// The same computation without scans whose results another one, made for a derivative, has as well.
  ///
  /// The scan with more results takes the place of the one with fewer: both have the same operands, so these are known there.
  func mergingScans() -> Program {
    if !instructions.contains(where: { $0.operation is Scan }) { return self }
    var merged = self
    var place = Array(instructions.indices)
    var places: [ScanKey: Int] = [:]
    for (index, instruction) in instructions.enumerated() {
      let operands = instruction.operands.map { $0.isInput ? $0 : .instruction(place[$0.index]) }
      merged.instructions[index] = Instruction(operation: instruction.operation, operands: operands, type: instruction.type)
      guard let scan = instruction.operation as? Scan else { continue }
      let key = ScanKey(scan, scan.body, operands)
      if let same = places[key] {
        place[index] = same
      } else if let extended = scan.extended, let known = places[ScanKey(scan, extended, operands)],
        (merged.instructions[known].operation as? Scan)?.body == extended
      {
        merged.instructions[known] = merged.instructions[index]
        place[index] = known
        places[key] = known
      } else {
        places[key] = index
      }
    }
    merged.outputs = outputs.map { $0.isInput ? $0 : .instruction(place[$0.index]) }
    return merged.without(Set(place.indices.filter { place[$0] != $0 }))
  }

  /// The program without instructions that nobody uses.
  private func without(_ removed: Set<Int>) -> Program {
    if removed.isEmpty { return self }
    var program = Program(inputs: inputs, instructions: [], outputs: [])
    var moved: [Int] = []
    func place(_ reference: Reference) -> Reference { reference.isInput ? reference : .instruction(moved[reference.index]) }
    for (index, instruction) in instructions.enumerated() {
      moved.append(program.instructions.count)
      if removed.contains(index) { continue }
      program.instructions.append(
        Instruction(operation: instruction.operation, operands: instruction.operands.map(place), type: instruction.type))
    }
    program.outputs = outputs.map(place)
    return program
  }
}

/// What a scan computes, but for how many of its results it has.
private struct ScanKey: Hashable {
  let body: Region
  let carryCount: Int
  let arrayCount: Int
  let isReversed: Bool
  let operands: [Program.Reference]

  init(_ scan: Scan, _ body: Region, _ operands: [Program.Reference]) {
    self.body = body
    (carryCount, arrayCount, isReversed) = (scan.carryCount, scan.arrayCount, scan.isReversed)
    self.operands = operands
  }
}
