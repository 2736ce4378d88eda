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
  /// The operands of all nodes, one after the other, and where each node's end.
  private var operands: [Program.Reference] = []
  private var operandEnds: [Int] = []
  private var outputReferences: [Program.Reference] = []
  private let epoch: UInt32
  /// How long the lists of the last walk were: a step mostly has as many of everything as the one before. Guarded by `GraphLock`.
  @exclusivity(unchecked) private nonisolated(unsafe) static var last = (nodes: 0, leaves: 0, constants: 0, words: 0)

  /// - Parameter arguments: placeholders that become the first inputs, in this order. A placeholder that is not among them throws
  ///   `Mistake.readWhileTracing`, a node that another thread is computing throws `Ticket.Wait`.
  init(outputs: [Node], arguments: [Node] = []) throws {
    self.outputs = outputs
    GraphLock.acquire()
    defer { GraphLock.release() }
    epoch = Node.nextEpoch()
    for argument in arguments { addLeaf(argument) }
    try collect()
    number()
  }

  private mutating func addLeaf(_ node: Node) {
    node.mark(.input(leaves.count), epoch)
    leaves.append(node)
    leafUses.append(0)
    key.appendInput(node.type, device: node.device)
  }

  /// Whatever the outputs need and has no value, oldest first.
  private mutating func collect() throws {
    nodes.reserveCapacity(Self.last.nodes)
    try outputs.forEachHeld { try collect($0) }
    var next = 0
    while next < nodes.count {
      try Unmanaged.passUnretained(nodes[next])._withUnsafeGuaranteedRef { try $0.operands.forEachHeld { try collect($0) } }
      next += 1
    }
    Self.last.nodes = nodes.count
    nodes.sortByAge()
    // The marks said "seen"; numbering sets them anew, in order, before anything reads them.
    var index = 0
    nodes.forEachHeld {
      $0.mark(.instruction(index), epoch)
      index += 1
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
  private mutating func number() {
    operands.reserveCapacity(2 * nodes.count)
    operandEnds.reserveCapacity(nodes.count)
    constants.reserveCapacity(Self.last.constants)
    leaves.reserveCapacity(Self.last.leaves)
    leafUses.reserveCapacity(Self.last.leaves)
    key.reserveCapacity(Self.last.words)
    let nodes = nodes
    nodes.forEachHeld { node in
      if node.kind == .constant, let bits = node.operation.literal {
        key.appendConstant(node.type)
        constants.append(bits)
      } else {
        let needed = node.operands
        needed.forEachHeld { if $0.markEpoch != epoch { addLeaf($0) } }
        key.append(Int(node.code))
        let isRecorded = node.recording?.isActive ?? false
        needed.forEachHeld { note($0, isRecorded) }
      }
      operandEnds.append(operands.count)
    }
    for output in outputs where output.reference(epoch) == nil { addLeaf(output) }
    outputReferences = outputs.compactMap { $0.reference(epoch) }
    key.appendOutputs(outputReferences)
    (Self.last.leaves, Self.last.constants, Self.last.words) = (leaves.count, constants.count, key.count)
  }

  private mutating func note(_ operand: Node, _ isRecorded: Bool) {
    guard let reference = operand.reference(epoch) else { return }  // every operand was numbered above
    if reference.isInput, !isRecorded { leafUses[reference.index] += 1 }
    key.append(reference.word)
    operands.append(reference)
  }

  /// Where the nodes run: all on one device, or `make` would have poisoned them.
  var device: DeviceID { (nodes.first ?? leaves.first)?.device ?? .cpu }

  /// As caches keep it.
  var program: Program { programWithRules.cached }

  /// The program with operations that can be differentiated.
  var programWithRules: Program {
    var start = 0
    let instructions = zip(nodes, operandEnds).map { node, end in
      defer { start = end }
      return Program.Instruction(operation: node.operation, operands: Array(operands[start..<end]), type: node.type)
    }
    return Program(inputs: leaves.map(\.type), instructions: instructions, outputs: outputReferences).mergingScans()
  }
}

extension [Node] {
  /// For nodes that ran, oldest first: those that have their value and no recording forget how they came by it, and so does what nobody but this list
  /// holds any more; from the newest to the oldest, so that none is freed with others hanging on it. Called with `GraphLock` held.
  func forgetHistory() {
    withUnsafeBufferPointer { nodes in
      let nodes = UnsafeMutableBufferPointer(mutating: nodes)
      for place in nodes.indices.reversed() where nodes[place].hasForgettableHistory || isKnownUniquelyReferenced(&nodes[place]) {
        nodes[place].forgetOperands()
      }
    }
  }
}

extension Node {
  fileprivate var hasForgettableHistory: Bool { value != nil && !(recording?.isActive ?? false) }

  @exclusivity(unchecked) private nonisolated(unsafe) static var epoch: UInt32 = 0

  /// The number of a new walk, for `markEpoch`. With `GraphLock` held.
  static func nextEpoch() -> UInt32 {
    epoch &+= 1
    return epoch
  }

  func mark(_ reference: Program.Reference, _ epoch: UInt32) {
    markEpoch = epoch
    markReference = reference
  }

  /// What the walk numbered `epoch` said of the node.
  func reference(_ epoch: UInt32) -> Program.Reference? { markEpoch == epoch ? markReference : nil }
}
