/// One walk from a result, or several, back to what it was computed from, adding up cotangents.
///
/// The derivatives are nodes like any others, so a sweep over their graph gives second derivatives.
public struct ReverseSweep {
  private let results: [Node]
  private let seeds: [Node]
  private let excluded: [ClosedRange<UInt64>]
  private let firstUses: [UInt64: UInt64]

  /// - Parameters:
  ///   - seed: the cotangent of `result`; ones if `nil`.
  ///   - excluded: identifiers of nodes that count as constants, because they were made while recording was stopped.
  ///   - firstUses: for the identifiers of some nodes, that of the first node whose use of it counts.
  public init(
    of result: Node, seed: Node? = nil, excluding excluded: [ClosedRange<UInt64>] = [], firstUses: [UInt64: UInt64] = [:]
  ) {
    results = [result]
    seeds = [seed ?? result.like(1)]
    self.excluded = excluded
    self.firstUses = firstUses
  }

  /// A sweep from several results at once.
  ///
  /// - Parameter seeds: the cotangent of each.
  init(of results: [Node], seeds: [Node]) {
    self.results = results
    self.seeds = seeds
    excluded = []
    firstUses = [:]
  }

  /// The gradient for each of `targets`; `nil` for one on which the result does not depend.
  public func gradients(withRespectTo targets: [Node]) -> [Node?] {
    if results.isEmpty || targets.isEmpty { return targets.map { _ in nil } }
    if let poisoned = results.poisoned ?? seeds.poisoned ?? targets.poisoned { return targets.map { _ in poisoned } }
    let path = dependents(on: targets)
    var cotangents = Cotangents(path.identifiers.range)
    for (result, seed) in zip(results, seeds) { cotangents.add(seed, to: result) }
    /// For the nodes that stand for several results, the cotangents of these.
    var parts: [UInt64: [Int: Node]] = [:]
    for step in path.steps.reversed() {
      let contributions: [Node?], wanted = path.wanted(step.operands)
      if step.node.type.isTuple {
        guard let known = parts[step.node.id], let operation = step.node.operation as? any TupleOperation else { continue }
        contributions = operation.pullback(known, of: step.node, operands: step.operands, wanted: wanted)
      } else {
        guard let cotangent = cotangents.total(of: step.node) else { continue }
        if let tuple = step.operands.first, tuple.type.isTuple, let index = (step.node.operation as? Projection)?.index {
          parts[tuple.id, default: [:]][index] = parts[tuple.id]?[index].map { $0 + cotangent } ?? cotangent
          continue
        }
        contributions = step.node.operation.pullback(cotangent, operands: step.operands, result: step.node, wanted: wanted)
      }
      for index in step.operands.indices where wanted.contains(index) {
        if let contribution = contributions[index] { cotangents.add(contribution, to: step.operands[index]) }
      }
    }
    return targets.map { cotangents.total(of: $0) }
  }

  /// What is known so far of the derivatives with respect to nodes.
  private struct Cotangents {
    private var sums: IDTable<Node>
    private var pieces: [UInt64: [PaddedPiece]] = [:]

    init(_ identifiers: ClosedRange<UInt64>) { sums = IDTable(identifiers) }

    mutating func add(_ cotangent: Node, to node: Node) {
      if let piece = PaddedPiece(cotangent) {
        pieces[node.id, default: []].append(piece)
      } else {
        sums[node.id] = sums[node.id].map { $0 + cotangent } ?? cotangent
      }
    }

    mutating func total(of node: Node) -> Node? {
      if pieces.isEmpty { return sums[node.id] }
      guard let sum = pieces.removeValue(forKey: node.id).flatMap(PaddedPiece.sum) else { return sums[node.id] }
      let total = sums[node.id].map { $0 + sum } ?? sum
      sums[node.id] = total
      return total
    }
  }

  private struct Path {
    var steps: [(node: Node, operands: [Node])] = []
    /// The targets and every node of `steps`.
    var identifiers: IDTable<Void>

    /// The operands to which a cotangent has to go on.
    func wanted(_ operands: [Node]) -> OperandSet {
      var wanted = OperandSet(), index = 0
      operands.forEachHeld { operand in
        if operand.dtype.isFloatingPoint, identifiers[operand.id] != nil { wanted.insert(index) }
        index += 1
      }
      return wanted
    }
  }

  /// The nodes that others need, each once.
  private struct Search {
    private var found: [Node] = []
    private var seen: IDTable<Void>
    private let excluded: [ClosedRange<UInt64>]

    /// - Parameter identifiers: those of the nodes that are looked for, but for the first.
    init(_ identifiers: ClosedRange<UInt64>, _ excluded: [ClosedRange<UInt64>]) {
      seen = IDTable(identifiers)
      self.excluded = excluded
    }

    mutating func consider(_ node: Node) {
      if node.id <= seen.range.lowerBound || seen[node.id] != nil { return }
      if !excluded.isEmpty, excluded.contains(where: { $0.contains(node.id) }) { return }
      seen[node.id] = ()
      found.append(node)
    }

    /// What is found, and all that it needs, oldest first.
    consuming func all() -> [Node] {
      var position = 0
      while position < found.count {
        found[position].operands.forEachHeld { consider($0) }
        position += 1
      }
      found.sortByAge()
      return found
    }
  }

  /// The nodes that the results need and that need a target, oldest first. A node older than every target cannot need one.
  private func dependents(on targets: [Node]) -> Path {
    var oldest = UInt64.max, newest: UInt64 = 0
    func note(_ node: Node) {
      oldest = min(oldest, node.id)
      newest = max(newest, node.id)
    }
    results.forEachHeld(note)
    targets.forEachHeld(note)
    var path = Path(identifiers: IDTable(oldest...newest))
    for target in targets { path.identifiers[target.id] = () }
    GraphLock.held {
      var search = Search(oldest...newest, excluded)
      for result in results { search.consider(result) }
      search.all().forEachHeld { node in
        var isOnPath = false
        node.operands.forEachHeld { operand in
          if !isOnPath, path.identifiers[operand.id] != nil {
            isOnPath = firstUses.isEmpty || firstUses[operand.id, default: 0] <= node.id
          }
        }
        guard isOnPath else { return }
        path.identifiers[node.id] = ()
        path.steps.append((node, node.operands))
      }
    }
    return path
  }
}

extension [Node] {
  /// The first that stands for a mistake.
  fileprivate var poisoned: Node? { first { $0.kind == .poison } }
}

/// A value for some of the nodes with identifiers in a range. Nodes that belong together are made one after the other, so the range is
/// mostly short and the table an array.
struct IDTable<Value> {
  let range: ClosedRange<UInt64>
  private var near: [Value?] = []
  private var far: [UInt64: Value] = [:]

  private static var reach: Int { 1 << 22 }

  init(_ range: ClosedRange<UInt64>) {
    self.range = range
    if range.count <= Self.reach { near = Array(repeating: nil, count: range.count) }
  }

  subscript(id: UInt64) -> Value? {
    get {
      guard range.contains(id) else { return nil }
      return near.isEmpty ? far[id] : near[Int(id - range.lowerBound)]
    }
    set {
      guard range.contains(id) else { return }
      if near.isEmpty { far[id] = newValue } else { near[Int(id - range.lowerBound)] = newValue }
    }
  }
}
