/// A known sweep among the nodes that run together.
struct SweepUse {
  /// Held by the list of these nodes, which lets go of it when nobody else refers to it.
  unowned(unsafe) let node: Node
  private let program: SweepProgram
  /// For each of its results whether it is needed.
  private var needed: [Bool]
  /// What computes them, once all of them are known.
  private(set) var body: SweepBody?
  /// The number of its first instruction.
  var start = 0

  init?(_ node: Node) {
    guard let program = node.operation(as: Sweep.self)?.program else { return nil }
    self.node = node
    self.program = program
    needed = Array(repeating: false, count: program.resultCount)
  }

  /// Whether nobody holds a result that is not needed here. With `GraphLock` held.
  var isLastUse: Bool { Int(node.consumerCount) == needed.count(where: \.self) }

  mutating func need(_ result: Node) { needed[result.resultNumber(of: node)] = true }

  mutating func close() -> SweepBody {
    let body = program.body(of: needed)
    self.body = body
    return body
  }

  /// The number of the instruction that computes a result.
  func place(of result: Node) -> Int { start + (body?.resultPlaces[result.resultNumber(of: node)] ?? 0) }
}
