extension Node {
  /// A node that applies `operation`, or the first poisoned operand, or a newly poisoned node if the operands do not fit.
  public static func make<O: Operation>(_ operation: __owned O, _ operands: [Node]) -> Node {
    GraphLock.acquire()
    defer { GraphLock.release() }
    return make(operation, of: OperandList(operands))
  }

  // The same without an array.
  public static func make<O: Operation>(_ operation: __owned O, _ operand: __owned Node) -> Node {
    GraphLock.acquire()
    defer { GraphLock.release() }
    return make(operation, of: OperandList(operand))
  }

  public static func make<O: Operation>(_ operation: __owned O, _ a: __owned Node, _ b: __owned Node) -> Node {
    GraphLock.acquire()
    defer { GraphLock.release() }
    return make(operation, of: OperandList(a, b))
  }

  public static func make<O: Operation>(
    _ operation: __owned O, _ a: __owned Node, _ b: __owned Node, _ c: __owned Node
  ) -> Node {
    GraphLock.acquire()
    defer { GraphLock.release() }
    return make(operation, of: OperandList(a, b, c))
  }

  /// Called with `GraphLock` held.
  private static func make<O: Operation>(_ operation: __owned O, of operands: consuming OperandList) -> Node {
    var device: DeviceID?
    var other: DeviceID?
    var isTraced = false, poisoned: Node?
    operands.forEach { operand in
      if operand.kind == .poison, poisoned == nil { poisoned = operand }
      if let device, operand.device != device { other = other ?? operand.device }
      device = device ?? operand.device
      isTraced = isTraced || operand.isTraced
    }
    if let poisoned { return poisoned }
    let known = device ?? Context.local.device
    if let other { return poison(Mistake.devicesDiffer(operation: O.name, known.description, other.description), operands.array) }
    let code = StructureCodes.code(for: operation)
    let result: (type: TensorType, code: Int32)
    do { result = try ResultTypes.result(of: operation, code, operands) } catch { return poison(error, operands.array) }
    let node = Node(operation: operation, code: code, type: result.type, device: known, operands: operands, isTraced: isTraced)
    node.typeCode = result.code
    node.joinOperands()
    return node
  }

  /// The operands' traces and recordings become the node's, which becomes their consumer.
  func joinOperands() {
    operandList.forEach { operand in
      operand.consumerCount += 1
      // A traced node belongs to no set that is computed together: what it captured from outside must not wait for it.
      if !isTraced, operand.value == nil, !operand.heldTrace.isSame(as: heldTrace) { joinTrace(of: operand) }
      if !operand.heldRecording.isSame(as: heldRecording) { joinRecording(of: operand) }
    }
  }

  /// The operand has a trace of its own, or one that was merged with that of this node.
  private func joinTrace(of operand: Node) {
    if operand.heldTrace.isEmpty { return }
    if heldTrace.isEmpty, operand.heldTrace.look({ $0.isRoot }) == true { return heldTrace.hold(operand.heldTrace) }
    guard let other = operand.trace else { return }
    let joined = Trace.merging(trace, other)
    if other !== joined { operand.trace = joined }  // the next one finds it at once
    trace = joined
  }

  private func joinRecording(of operand: Node) {
    if operand.heldRecording.isEmpty { return }
    if heldRecording.isEmpty, operand.heldRecording.look({ $0.hasEnded }) == false { return heldRecording.hold(operand.heldRecording) }
    guard let other = operand.recording?.active, other !== recording else { return }
    guard let known = recording else {
      recording = other
      return
    }
    let (newer, older) = other.isNewer(than: known) ? (other, known) : (known, other)
    newer.noteOuter(older)
    recording = newer
  }

  /// A node that stands for a mistake; everything computed from it is it.
  static func poison(_ error: any Error, _ operands: [Node] = []) -> Node {
    let diagnosis: Diagnosis
    switch error {
    case let known as Diagnosis: diagnosis = known
    case let mistake as Mistake: diagnosis = located(mistake, operands)
    default: diagnosis = located(.argument(function: "Apus", problem: "\(error)", hint: ""), operands)
    }
    return GraphLock.held {
      let node = Node(
        .poison, operation: Poison(diagnosis: diagnosis), type: TensorType(.float32, .scalar), device: Context.local.device)
      node.failure = diagnosis
      return node
    }
  }

  /// A poisoned node for a mistake that a function of the library found before it made any node.
  ///
  /// - Parameter operands: what the function was given; a parameter of a model among them names its layer.
  public static func poisoned(_ mistake: Mistake, of operands: Node...) -> Node { poison(mistake, operands) }

  private static func located(_ mistake: Mistake, _ operands: [Node]) -> Diagnosis {
    let labels = operands.map(\.label)
    let parameter = labels.firstIndex { $0 != nil }
    let layer = parameter.flatMap { labels[$0] }.map(parent)
    let producer = operands.indices.first { $0 != parameter }.flatMap { nearestLabel(upstreamOf: operands[$0]) }
    return Diagnosis(mistake, site: .ofUser(), layer: layer, producer: layer == nil ? nil : producer.map { parent($0) })
  }

  /// `up.weight` to `up`.
  private static func parent(_ path: String) -> String {
    guard let dot = path.lastIndex(of: ".") else { return path }
    return String(path[..<dot])
  }

  private static func nearestLabel(upstreamOf node: Node) -> String? {
    GraphLock.held {
      var queue = [node]
      var seen: Set<ObjectIdentifier> = []
      var next = 0
      while next < queue.count, next < 1_000 {
        let node = queue[next]
        next += 1
        guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
        if let label = node.label { return label }
        queue += node.operands
      }
      return nil
    }
  }
}
