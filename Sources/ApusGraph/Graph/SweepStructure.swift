/// What a reverse sweep from one result walks, in words: sweeps over equal structures make equal nodes of the nodes at equal places.
///
/// The numbers in constants are part of it, because a rule may look at them. It does not hold the nodes that it refers to: whoever uses it
/// has `GraphLock`.
struct SweepStructure {
  /// What the result needs and is younger than some target, oldest first.
  let inside: [Unmanaged<Node>]
  /// What else these are made of.
  private(set) var outside: [Unmanaged<Node>] = []
  private(set) var key = StructureKey()
  /// The walk in which the nodes inside are marked as instructions and those outside as inputs.
  let epoch: UInt32
  /// How many there were the last time: a step mostly has as many of everything as the one before.
  @exclusivity(unchecked) private nonisolated(unsafe) static var lastOutside = 0

  /// - Parameter settings: what the nodes of the sweep are made under.
  init(of result: Node, _ targets: [Node], _ settings: Context.Settings) {
    epoch = Node.nextEpoch()
    var oldest = UInt64.max
    targets.forEachHeld { oldest = min(oldest, $0.id) }
    inside = SweepPath.search(from: [result], newerThan: oldest, excluding: [], epoch)
    outside.reserveCapacity(Self.lastOutside)
    var words = StructureWords()
    words.append(settings)
    for index in inside.indices { inside[index]._withUnsafeGuaranteedRef { $0.mark(.instruction(index), epoch) } }
    for node in inside { node._withUnsafeGuaranteedRef { append($0, &words) } }
    targets.forEachHeld { words.append($0.reference(epoch)?.word ?? Self.unreached) }
    key = StructureKey(words)
    Self.lastOutside = outside.count
  }

  /// What stands for a target that the result does not depend on: no reference's word.
  private static let unreached = Int(Int32.max)

  private mutating func append(_ node: Node, _ words: inout StructureWords) {
    if node.operandList.isEmpty { return appendSource(node, &words) }
    words.appendOperation(node.code, operandCount: node.operandList.count)
    node.operandList.forEach { operand in
      if operand.markEpoch == epoch {
        words.append(operand.markReference.word)
      } else {
        operand.mark(.input(outside.count), epoch)
        words.append(operand.markReference.word)
        outside.append(.passUnretained(operand))
        appendSource(operand, &words)
      }
    }
  }

  /// A node of which only what it is counts, and not what it is made of.
  private mutating func appendSource(_ node: Node, _ words: inout StructureWords) {
    words.append(node.kind == .constant ? -1 : Int(node.code))
    words.append(-Int(ResultTypes.typeCode(of: node)))
    if node.kind == .constant { words.append(Int(truncatingIfNeeded: node.operation.literal ?? 0)) }
  }

  /// The node that an instruction of the structure, or an input, stands for.
  func node(at place: Program.Reference) -> Node {
    (place.isInput ? outside : inside)[place.index].takeUnretainedValue()
  }
}

extension StructureWords {
  fileprivate mutating func append(_ settings: Context.Settings) {
    append(settings.device.word)
    append(settings.learningPhase == .training ? 1 : 0)
    append(settings.precision.operands.map { Int($0.rawValue) } ?? -1)
  }
}
