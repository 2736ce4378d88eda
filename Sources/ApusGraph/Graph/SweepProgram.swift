/// What a reverse sweep over a structure makes: the nodes that were made when one was walked, as a program.
final class SweepProgram: Sendable {
  let program: Program
  /// All of it, and the parts of it that were needed alone.
  let whole: SweepBody
  @exclusivity(unchecked) private nonisolated(unsafe) var parts: [[Bool]: SweepBody] = [:]
  /// Where the operands are found in a structure.
  private let operandPlaces: [Program.Reference]
  /// For each target which result is its gradient; `nil` if there is none.
  private let gradients: [Int?]
  /// For each of its results.
  private let projections: [any Operation]
  private let typeCodes: [Int32]
  /// Numbers of their own for the sweep and, last, its results: a sweep over a sweep's nodes tells this one from all others.
  private let ownCodes: [Int32]

  var resultCount: Int { program.outputs.count }

  /// The program of a sweep that has just been made; `nil` if it refers to more than its structure, or a gradient is something that was
  /// there before. With `GraphLock` held.
  ///
  /// - Parameters:
  ///   - found: the gradients.
  ///   - first: the identifier that the first node of the sweep can have.
  init?(_ found: [Node?], over structure: SweepStructure, since first: UInt64) {
    guard let made = Self.made(found, over: structure, since: first) else { return nil }
    let known = structure.inside.count
    var places: [Program.Reference] = [], numbers: [Program.Reference: Int] = [:]
    func reference(_ node: Node) -> Program.Reference {
      let place = node.markReference
      if !place.isInput, place.index >= known { return .instruction(place.index - known) }
      if let number = numbers[place] { return .input(number) }
      numbers[place] = places.count
      places.append(place)
      return .input(places.count - 1)
    }
    let instructions = made.map { Program.Instruction(operation: $0.operation, operands: $0.operands.map(reference), type: $0.type) }
    // In the order in which they were made, as the outputs of a program are.
    let results = Set(found.compactMap { $0.map { reference($0) } }).sorted { $0.index < $1.index }
    if results.contains(where: \.isInput) { return nil }
    operandPlaces = places
    program = Program(inputs: places.map { structure.node(at: $0).type }, instructions: instructions, outputs: results)
    whole = SweepBody(instructions, codes: made.map(\.code), results: results.map(\.index), needing: nil)
    gradients = found.map { node in node.flatMap { results.firstIndex(of: reference($0)) } }
    projections = results.enumerated().map { Projection(index: $0, type: made[$1.index].type) }
    typeCodes = results.map { ResultTypes.typeCode(of: made[$0.index]) }
    ownCodes = (0...results.count).map { _ in StructureCodes.take() }
  }

  /// The nodes that were made for the gradients, oldest first, marked as instructions behind those of the structure.
  private static func made(_ found: [Node?], over structure: SweepStructure, since first: UInt64) -> [Node]? {
    var made: [Node] = []
    func consider(_ node: Node) -> Bool {
      if node.markEpoch == structure.epoch { return true }
      let isOfSweep = node.id >= first && (node.kind == .operation || node.kind == .constant) && node.value == nil && !node.isTraced
      node.mark(.instruction(0), structure.epoch)
      made.append(node)
      return isOfSweep
    }
    for case .some(let node) in found where !consider(node) { return nil }
    var next = 0
    while next < made.count {
      for operand in made[next].operands where !consider(operand) { return nil }
      next += 1
    }
    made.sortByAge()
    for (index, node) in made.enumerated() { node.mark(.instruction(structure.inside.count + index), structure.epoch) }
    return made
  }

  /// The gradients as results of one node. With `GraphLock` held.
  func gradients(in structure: SweepStructure, device: DeviceID) -> [Node?] {
    let operands = OperandList(count: operandPlaces.count) { structure.node(at: operandPlaces[$0]) }
    let results = results(operands, device: device)
    return gradients.map { $0.map { results[$0] } }
  }

  /// What computes the results that are needed. With `GraphLock` held.
  func body(of needed: [Bool]) -> SweepBody {
    if !needed.contains(false) { return whole }
    if let known = parts[needed] { return known }
    if parts.count == 16 { parts = [:] }
    let body = SweepBody(program.instructions, codes: whole.codes, results: program.outputs.map(\.index), needing: needed)
    parts[needed] = body
    return body
  }

  /// A node for each result. Their identifiers follow that of the node that they have in common. With `GraphLock` held.
  private func results(_ operands: consuming OperandList, device: DeviceID) -> [Node] {
    let sweep = Node(.sweep, operation: Sweep(program: self), code: ownCodes[0], type: .tuple, device: device, operands: operands)
    sweep.joinOperands()
    return projections.indices.map { index in
      let result = Node(
        .sweepResult, operation: projections[index], code: ownCodes[index + 1], type: whole.resultTypes[index], device: device,
        operands: OperandList(sweep))
      result.typeCode = typeCodes[index]
      result.joinOperands()
      return result
    }
  }
}
