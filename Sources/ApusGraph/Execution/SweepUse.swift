/// A known sweep among the nodes that run together.
struct SweepUse {
  /// Held by the list of these nodes, which lets go of it when nobody else refers to it.
  unowned(unsafe) let node: Node
  private let program: SweepProgram
  /// How many of its results are needed.
  private var neededCount = 0
  /// What computes them, once all of them are known.
  private(set) var body: SweepBody?
  /// The number of its first instruction.
  private(set) var start = 0

  init?(_ node: Node) {
    guard let program = node.operation(as: Sweep.self)?.program else { return nil }
    self.node = node
    self.program = program
  }

  /// Whether nobody holds a result that is not needed here. With `GraphLock` held.
  var isLastUse: Bool { Int(node.consumerCount) == neededCount }

  mutating func needOneMore() { neededCount += 1 }

  /// - Parameter nodes: all that run together.
  mutating func close(among nodes: [Node]) -> SweepBody {
    let body = neededCount == program.resultCount ? program.whole : program.body(of: needed(among: nodes))
    self.body = body
    return body
  }

  /// For each result whether it is needed.
  private func needed(among nodes: [Node]) -> [Bool] {
    var needed = Array(repeating: false, count: program.resultCount)
    for result in nodes where result.kind == .sweepResult && result.operandList[0] === node {
      needed[result.resultNumber(of: node)] = true
    }
    return needed
  }

  /// - Parameter start: the number of its first instruction.
  mutating func placed(at start: Int) -> SweepBody {
    self.start = start
    return body ?? program.whole
  }
}
