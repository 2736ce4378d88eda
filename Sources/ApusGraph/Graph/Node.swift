/// One operation of the graph and, once it has run, its value.
///
/// Immutable but for what `GraphLock` guards. Identifiers grow, and operands exist before the node that uses them, so the order of
/// identifiers is an order in which a graph can be computed: no walk over the graph needs recursion.
public final class Node: @unchecked Sendable {
  /// What the many walks over the graph have to tell apart, without a cast of `operation`.
  enum Kind { case operation, constant, leaf, placeholder, poison }

  public let id: UInt64
  let kind: Kind
  public let operation: any Operation
  public let type: TensorType
  public let device: DeviceID
  let code: Int32
  /// Whether the value depends on an argument of a function that is being traced: it can never be computed by itself.
  let isTraced: Bool
  /// Where the node's parameter is found in a model, such as `conv1.filter`.
  let label: String?

  // Guarded by `GraphLock`, so that reading them needs no check for exclusive access, of which a step would make thousands.
  @exclusivity(unchecked) var operands: [Node]
  @exclusivity(unchecked) var value: NodeValue?
  @exclusivity(unchecked) var failure: (any Error)?
  @exclusivity(unchecked) var ticket: Ticket?
  @exclusivity(unchecked) var trace: Trace?
  @exclusivity(unchecked) var recording: Recording?
  @exclusivity(unchecked) var handleCount = 0
  /// How many operand slots of nodes that still have to run, or that a gradient may still walk, refer to this node.
  @exclusivity(unchecked) var consumerCount = 0
  /// The number of `type`, once somebody asked for it.
  @exclusivity(unchecked) var typeCode: Int32 = 0
  /// The node's place in the walk numbered `markEpoch`.
  @exclusivity(unchecked) var markEpoch: UInt32 = 0
  @exclusivity(unchecked) var markReference = Program.Reference.input(0)

  @exclusivity(unchecked) private nonisolated(unsafe) static var nextID: UInt64 = 1

  /// Called with `GraphLock` held.
  init(
    _ kind: Kind = .operation, operation: any Operation, code: Int32, type: TensorType, device: DeviceID, operands: [Node],
    label: String? = nil
  ) {
    id = Self.nextID
    Self.nextID += 1
    self.kind = kind
    self.operation = operation
    self.code = code
    self.type = type
    self.device = device
    self.operands = operands
    self.label = label
    isTraced = kind == .placeholder || operands.contains(where: \.isTraced)
    for operand in operands { operand.consumerCount += 1 }
  }

  public var shape: TensorShape { type.shape }
  public var dtype: DType { type.dtype }
  public var rank: Int { type.rank }

  /// The identifier that the next node will have at least.
  package static var currentID: UInt64 { GraphLock.held { nextID } }

  deinit { Self.release(cut()) }

  /// Gives up the operands; with `GraphLock` held, or when nobody else can see the node.
  func cut() -> [Node] {
    if operands.isEmpty { return [] }
    return GraphLock.held {
      for operand in operands { operand.consumerCount -= 1 }
      let taken = operands
      operands = []
      return taken
    }
  }

  /// Releases nodes one by one: without this a long chain would free itself recursively and overflow the stack.
  ///
  /// The array is consumed, because a second array would hold on to the nodes until the end of the call and free them after it.
  static func release(_ nodes: consuming [Node]) {
    if nodes.isEmpty { return }
    var pending = nodes
    while var node = pending.popLast() {
      if isKnownUniquelyReferenced(&node) { pending += node.cut() }
    }
  }
}
