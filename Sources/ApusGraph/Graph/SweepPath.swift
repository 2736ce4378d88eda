/// The nodes between some results and some targets: those that the results need and that need a target. A node older than every target
/// cannot need one.
///
/// Each target and each node on the way has a place, so that what is known of it lies in a list.
struct SweepPath {
  struct Step {
    let place: Int
    let operands: [Node]
    /// The operands to which a cotangent has to go on.
    let wanted: OperandSet
    fileprivate let firstOperand: Int
  }

  private(set) var targetPlaces: [Int32] = []
  /// -1 for a result that depends on no target.
  private(set) var resultPlaces: [Int32] = []
  private(set) var placeCount = 0
  private var nodes: [Node] = []
  private var steps: [Step] = []
  /// Those of the operands of all steps, one after the other; -1 for an operand that depends on no target.
  private var operandPlaces: [Int32] = []
  /// How many nodes the last search found: a step mostly has as many as the one before. Guarded by `GraphLock`.
  @exclusivity(unchecked) private nonisolated(unsafe) static var lastCount = 0

  /// - Parameters:
  ///   - excluded: identifiers of nodes that count as constants.
  ///   - firstUses: for the identifiers of some nodes, that of the first node whose use of it counts.
  init(from results: [Node], to targets: [Node], excluding excluded: [ClosedRange<UInt64>], firstUses: [UInt64: UInt64]) {
    GraphLock.held {
      let epoch = Node.nextEpoch()
      var oldest = UInt64.max
      targets.forEachHeld { oldest = min(oldest, $0.id) }
      let found = Self.search(from: results, newerThan: oldest, excluding: excluded, epoch)
      targetPlaces.reserveCapacity(targets.count)
      targets.forEachHeld { targetPlaces.append(takePlace($0, epoch)) }
      nodes.reserveCapacity(found.count)
      steps.reserveCapacity(found.count)
      operandPlaces.reserveCapacity(2 * found.count)
      for node in found { node._withUnsafeGuaranteedRef { add($0, firstUses, epoch) } }
      results.forEachHeld { resultPlaces.append($0.place(epoch)) }
    }
  }

  /// The nodes that the results need, each once, oldest first. Nobody can change the graph meanwhile, so that the results hold them.
  static func search(
    from results: [Node], newerThan oldest: UInt64, excluding excluded: [ClosedRange<UInt64>], _ epoch: UInt32
  ) -> [Unmanaged<Node>] {
    var found: [Unmanaged<Node>] = []
    found.reserveCapacity(lastCount)
    func consider(_ node: Node) {
      if node.id <= oldest || node.markEpoch == epoch { return }
      if !excluded.isEmpty, excluded.contains(where: { $0.contains(node.id) }) { return }
      node.mark(.input(0), epoch)  // seen, without a place so far
      found.append(.passUnretained(node))
    }
    results.forEachHeld(consider)
    var position = 0
    while position < found.count {
      found[position]._withUnsafeGuaranteedRef { $0.operandList.forEach(consider) }
      position += 1
    }
    lastCount = found.count
    found.sortByAge()
    return found
  }

  /// Adds a node if it needs a target.
  private mutating func add(_ node: Node, _ firstUses: [UInt64: UInt64], _ epoch: UInt32) {
    let first = operandPlaces.count
    var wanted = OperandSet(), index = 0, isOnPath = false
    node.operandList.forEach { operand in
      let place = operand.place(epoch)
      if place >= 0 {
        isOnPath = isOnPath || firstUses.isEmpty || firstUses[operand.id, default: 0] <= node.id
        if operand.dtype.isFloatingPoint { wanted.insert(index) }
      }
      operandPlaces.append(place)
      index += 1
    }
    if isOnPath {
      steps.append(Step(place: Int(takePlace(node, epoch)), operands: node.operands, wanted: wanted, firstOperand: first))
      nodes.append(node)
    } else {
      operandPlaces.removeSubrange(first...)
    }
  }

  private mutating func takePlace(_ node: Node, _ epoch: UInt32) -> Int32 {
    let known = node.place(epoch)
    if known >= 0 { return known }
    defer { placeCount += 1 }
    node.mark(.instruction(placeCount), epoch)
    return Int32(placeCount)
  }

  /// Calls `body` with each node that needs a target, newest first.
  func forEachStepBackwards(_ body: (Node, Step) -> Void) {
    nodes.withUnsafeBufferPointer { nodes in
      for index in nodes.indices.reversed() {
        Unmanaged.passUnretained(nodes[index])._withUnsafeGuaranteedRef { body($0, steps[index]) }
      }
    }
  }

  func place(ofOperand index: Int, _ step: Step) -> Int32 { operandPlaces[step.firstOperand + index] }
}

extension Node {
  /// The node's place in a path, -1 if it has none.
  fileprivate func place(_ epoch: UInt32) -> Int32 {
    guard let reference = reference(epoch), !reference.isInput else { return -1 }
    return Int32(reference.index)
  }
}
