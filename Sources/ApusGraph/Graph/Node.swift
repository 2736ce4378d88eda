/// One operation of the graph and, once it has run, its value.
///
/// Immutable but for what `GraphLock` guards. Identifiers grow, and operands exist before the node that uses them, so the order of
/// identifiers is an order in which a graph can be computed: no walk over the graph needs recursion.
public final class Node: @unchecked Sendable {
  /// What the many walks over the graph have to tell apart, without a cast of `operation`.
  enum Kind {
    case operation, constant, leaf, placeholder, poison
    /// A known sweep, and one of its results.
    case sweep, sweepResult
  }

  // A step makes and frees thousands, and 152 bytes are what glibc has at hand however many they are: hence the narrow counts.
  public let id: UInt64
  public let operation: any Operation
  public let shape: TensorShape

  // Guarded by `GraphLock`, so that reading them needs no check for exclusive access, of which a step would make thousands.
  @exclusivity(unchecked) private(set) var operandList: OperandList
  @exclusivity(unchecked) var value: NodeValue?
  @exclusivity(unchecked) private var obstacle: Obstacle?
  @exclusivity(unchecked) var heldTrace = Held<Trace>()
  @exclusivity(unchecked) var heldRecording = Held<Recording>()
  @exclusivity(unchecked) var handleCount: Int32 = 0
  /// How many operand slots of nodes that still have to run, or that a gradient may still walk, refer to this node.
  @exclusivity(unchecked) var consumerCount: Int32 = 0
  /// The number of `type`, once somebody asked for it.
  @exclusivity(unchecked) var typeCode: Int32 = 0
  /// The node's place in the walk numbered `markEpoch`.
  @exclusivity(unchecked) var markEpoch: UInt32 = 0
  @exclusivity(unchecked) var markReference = Program.Reference.input(0)

  let code: Int32
  public let device: DeviceID
  public let dtype: DType
  let kind: Kind
  /// Whether the value depends on an argument of a function that is being traced: it can never be computed by itself.
  let isTraced: Bool

  @exclusivity(unchecked) private nonisolated(unsafe) static var nextID: UInt64 = 1

  /// Called with `GraphLock` held.
  ///
  /// - Parameter operands: whoever gives some counts the node among their consumers.
  init(
    _ kind: Kind = .operation, operation: any Operation, code: Int32 = 0, type: TensorType, device: DeviceID,
    operands: consuming OperandList = OperandList(), isTraced: Bool = false
  ) {
    id = Self.nextID
    Self.nextID += 1
    self.kind = kind
    self.operation = operation
    self.code = code
    (shape, dtype) = (type.shape, type.dtype)
    self.device = device
    operandList = operands
    self.isTraced = isTraced
  }

  public var type: TensorType { TensorType(dtype, shape) }
  public var rank: Int { shape.rank }

  /// Whether the node stands for several results.
  var isTuple: Bool { dtype == .bool && type.isTuple }

  var trace: Trace? {
    get { heldTrace.object }
    set { heldTrace.object = newValue }
  }
  var recording: Recording? {
    get { heldRecording.object }
    set { heldRecording.object = newValue }
  }

  /// Whether a gradient may still walk through the node, which keeps its operands for it.
  var isHistoryKept: Bool { heldRecording.look { $0.isActive } ?? false }

  /// What stands in the way of the value.
  private enum Obstacle {
    /// Somebody is computing it.
    case ticket(Ticket)
    case failure(any Error)
  }

  /// Whether there is a ticket or a failure.
  var hasObstacle: Bool { obstacle != nil }

  /// The computation of the value that is under way.
  var ticket: Ticket? {
    get { if case .ticket(let ticket) = obstacle { ticket } else { nil } }
    set { if failure == nil { obstacle = newValue.map { .ticket($0) } } }
  }

  /// Why there will never be a value.
  var failure: (any Error)? {
    get { if case .failure(let error) = obstacle { error } else { nil } }
    set { obstacle = newValue.map { .failure($0) } }
  }

  /// Where the node's parameter is found in a model, such as `conv1.filter`.
  var label: String? { operation(as: Identity.self)?.label }

  /// The operation if it is an `O`. For most nodes it is none, which a cast takes longer to find out than it takes to make a node.
  func operation<O: Operation>(as _: O.Type) -> O? { Swift.type(of: operation) == O.self ? operation as? O : nil }

  /// The identifier that the next node will have at least.
  package static var currentID: UInt64 { GraphLock.held { nextID } }

  /// For whoever keeps them; a walk that does not takes `operandList`.
  var operands: [Node] { operandList.array }

  deinit { if !operandList.isEmpty { Self.release(cut()) } }

  /// Gives up the operands; with `GraphLock` held, or when nobody else can see the node.
  func cut() -> [Node] {
    if operandList.isEmpty { return [] }
    return GraphLock.held { takeOperands().taken() }
  }

  /// Lets go of the operands, all of which somebody else holds. Called with `GraphLock` held.
  func forgetOperands() { if !operandList.isEmpty { _ = takeOperands() } }

  private func takeOperands() -> OperandList {
    operandList.forEach { $0.consumerCount -= 1 }
    var taken = OperandList()
    swap(&taken, &operandList)
    return taken
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

extension Array where Element: AnyObject {
  /// Calls `body` with each object. The array holds them meanwhile, so that no reference is counted up and down for each.
  @inline(__always)
  func forEachHeld(_ body: (Element) throws -> Void) rethrows {
    try withUnsafeBufferPointer { objects in
      for index in objects.indices { try Unmanaged.passUnretained(objects[index])._withUnsafeGuaranteedRef { try body($0) } }
    }
  }
}
