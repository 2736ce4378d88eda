/// The nodes that have to run for some outputs, in order, and the leaves they start from.
struct Linearization {
  private(set) var leaves: [Node] = []
  /// How often each leaf is an operand of a node whose history nobody records.
  private(set) var leafUses: [Int] = []
  private(set) var nodes: [Node] = []
  let outputs: [Node]
  /// The value of each constant, in the order of the nodes.
  private(set) var constants: [UInt64] = []
  private(set) var key = StructureKey()
  /// The known sweeps among the nodes, oldest first.
  private var sweeps: [SweepUse] = []
  private let epoch: UInt32
  /// How long the lists of the last walk were: a step mostly has as many of everything as the one before. Guarded by `GraphLock`.
  @exclusivity(unchecked) private nonisolated(unsafe) static var last = (
    nodes: 0, leaves: 0, constants: 0
  )

  /// - Parameter arguments: placeholders that become the first inputs, in this order. A placeholder that is not among them throws
  ///   `Mistake.readWhileTracing`, a node that another thread is computing throws `Ticket.Wait`.
  init(outputs: [Node], arguments: [Node] = []) throws {
    self.outputs = outputs
    GraphLock.acquire()
    defer { GraphLock.release() }
    epoch = Node.nextEpoch()
    try walk(arguments)
  }

  private mutating func walk(_ arguments: [Node]) throws {
    var words = StructureWords()
    for argument in arguments { addLeaf(argument, &words) }
    try collect()
    number(&words)
    key = StructureKey(words)
  }

  private mutating func addLeaf(_ node: Node, _ words: inout StructureWords) {
    node.mark(.input(leaves.count), epoch)
    leaves.append(node)
    leafUses.append(0)
    words.appendInput(node.type, device: node.device)
  }

  /// Whatever the outputs need and has no value, oldest first.
  private mutating func collect() throws {
    nodes.reserveCapacity(Self.last.nodes)
    try outputs.forEachHeld { try collect($0) }
    var next = 0
    repeat {
      while next < nodes.count {
        try Unmanaged.passUnretained(nodes[next])._withUnsafeGuaranteedRef { try collectOperands(of: $0) }
        next += 1
      }
    } while try collectOperandsOfNewestSweep()
    Self.last.nodes = nodes.count
    nodes.sortByAge()
    markInstructions()
  }

  private mutating func collectOperands(of node: Node) throws {
    switch node.kind {
    case .sweep: break  // when all results of it that are needed are known
    case .sweepResult: collectSweep(of: node)
    default: try node.operandList.forEach { try collect($0) }
    }
  }

  /// Takes note of a result of a sweep, which is marked with its place among the sweeps.
  private mutating func collectSweep(of result: Node) {
    result.operandList.look(at: 0) { sweep in
      if sweep.markEpoch != epoch, let use = SweepUse(sweep) {
        sweep.mark(.instruction(sweeps.count), epoch)
        nodes.append(sweep)
        sweeps.append(use)
      }
      sweeps[sweep.markReference.index].needOneMore()
    }
  }

  /// Which of a sweep's operands are needed depends on its results. Those of the newest are all known: no older node refers to them.
  ///
  /// - Returns: whether there was a sweep.
  private mutating func collectOperandsOfNewestSweep() throws -> Bool {
    var newest: Int?
    for index in sweeps.indices where sweeps[index].body == nil {
      if let known = newest, sweeps[known].node.id > sweeps[index].node.id { continue }
      newest = index
    }
    guard let newest else { return false }
    let sweep = sweeps[newest].node
    for index in sweeps[newest].close(among: nodes).neededOperands { try sweep.operandList.look(at: index) { try collect($0) } }
    return true
  }

  /// The marks said "seen"; now they say which instructions the nodes are.
  private mutating func markInstructions() {
    if sweeps.count > 1 { sweeps.sort { $0.node.id < $1.node.id } }
    var index = 0, next = 0, start = 0, results: (places: [Int], firstID: UInt64) = ([], 0)
    nodes.forEachHeld { node in
      switch node.kind {
      case .sweep:
        let body = sweeps[next].placed(at: index)
        (start, results) = (index, (body.resultPlaces, node.id + 1))
        index += body.codes.count
        next += 1
      case .sweepResult:
        // Between a sweep and its results there is no other node.
        node.mark(.instruction(start + results.places[Int(node.id - results.firstID)]), epoch)
      default:
        node.mark(.instruction(index), epoch)
        index += 1
      }
    }
  }

  private mutating func collect(_ node: Node) throws {
    if node.value != nil || node.markEpoch == epoch { return }
    if node.hasObstacle {
      if let failure = node.failure { throw failure }
      if let ticket = node.ticket { throw Ticket.Wait(ticket: ticket) }
    }
    if node.isPlaceholder { throw Mistake.readWhileTracing }
    node.mark(.instruction(0), epoch)
    nodes.append(node)
  }

  /// Numbers leaves in the order of their first use, so that equal structures have equal keys whatever the age of their leaves.
  private mutating func number(_ words: inout StructureWords) {
    constants.reserveCapacity(Self.last.constants)
    leaves.reserveCapacity(Self.last.leaves)
    leafUses.reserveCapacity(Self.last.leaves)
    let nodes = nodes
    var nextSweep = 0
    nodes.forEachHeld { node in
      switch node.kind {
      case .sweep:
        number(sweeps[nextSweep], &words)
        nextSweep += 1
      case .sweepResult: break
      case .constant: numberConstant(node.operation, node.type, &words)
      default:
        node.operandList.forEach { if $0.markEpoch != epoch { addLeaf($0, &words) } }
        words.appendOperation(node.code, operandCount: node.operandList.count)
        let isHistoryKept = node.isHistoryKept
        node.operandList.forEach { operand in
          // Every operand was marked above.
          let reference = operand.markReference
          if reference.isInput, !isHistoryKept { leafUses[reference.index] += 1 }
          words.append(reference.word)
        }
      }
    }
    for output in outputs where output.markEpoch != epoch { addLeaf(output, &words) }
    words.appendOutputs(count: outputs.count)
    outputs.forEachHeld { words.append($0.markReference.word) }
    Self.last = (nodes.count, leaves.count, constants.count)
  }

  private mutating func numberConstant(_ operation: any Operation, _ type: TensorType, _ words: inout StructureWords) {
    words.appendConstant(type)
    constants.append(operation.literal ?? 0)
  }

  /// As if the nodes that the sweep stands for were there.
  private mutating func number(_ sweep: SweepUse, _ words: inout StructureWords) {
    guard let body = sweep.body else { return }
    let node = sweep.node
    body.forEachInstruction { index, code, operands in
      if code == 0 { return numberConstant(body.instructions[index].operation, body.instructions[index].type, &words) }
      for operand in operands where operand.isInput {
        node.operandList.look(at: operand.index) { if $0.markEpoch != epoch { addLeaf($0, &words) } }
      }
      words.appendOperation(code, operandCount: operands.count)
      for operand in operands {
        words.append(
          operand.isInput ? node.operandList.look(at: operand.index) { $0.markReference.word } : sweep.start + operand.index)
      }
    }
    // A sweep of which further results may be asked for uses its operands again.
    if !sweep.isLastUse || node.isHistoryKept { return }
    node.operandList.forEach { if let reference = $0.reference(epoch), reference.isInput { leafUses[reference.index] += 1 } }
  }

  /// Where the nodes run: all on one device, or `make` would have poisoned them.
  var device: DeviceID { (nodes.first ?? leaves.first)?.device ?? .cpu }

  /// As caches keep it.
  var program: Program { programWithRules.cached }

  /// The program with operations that can be differentiated.
  var programWithRules: Program {
    let (operands, outputs) = key.references
    var instructions: [Program.Instruction] = [], nextSweep = 0
    func append(_ operation: any Operation, _ type: TensorType) {
      instructions.append(Program.Instruction(operation: operation, operands: operands[instructions.count], type: type))
    }
    for node in nodes {
      switch node.kind {
      case .sweep:
        for instruction in sweeps[nextSweep].body?.instructions ?? [] { append(instruction.operation, instruction.type) }
        nextSweep += 1
      case .sweepResult: break
      default: append(node.operation, node.type)
      }
    }
    return Program(inputs: leaves.map(\.type), instructions: instructions, outputs: outputs).mergingScans()
  }
}
