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
    let path = SweepPath(from: results, to: targets, excluding: excluded, firstUses: firstUses)
    var cotangents = Cotangents(count: path.placeCount)
    for (place, seed) in zip(path.resultPlaces, seeds) where place >= 0 { cotangents.add(seed, at: Int(place)) }
    /// For the nodes that stand for several results, by their places: the cotangents of these.
    var parts: [Int: [Int: Node]] = [:]
    path.forEachStepBackwards { node, step in
      let contributions: [Node?]
      if node.isTuple {
        guard let known = parts[step.place], let operation = node.operation as? any TupleOperation else { return }
        contributions = operation.pullback(known, of: node, operands: step.operands, wanted: step.wanted)
      } else {
        guard let cotangent = cotangents.total(at: step.place) else { return }
        if let tuple = step.operands.first, tuple.isTuple, let index = node.operation(as: Projection.self)?.index {
          let place = Int(path.place(ofOperand: 0, step))
          if place >= 0 { parts[place, default: [:]][index] = parts[place]?[index].map { $0 + cotangent } ?? cotangent }
          return
        }
        contributions = node.operation.pullback(cotangent, operands: step.operands, result: node, wanted: step.wanted)
      }
      for index in step.operands.indices where step.wanted.contains(index) {
        if let contribution = contributions[index] { cotangents.add(contribution, at: Int(path.place(ofOperand: index, step))) }
      }
    }
    return path.targetPlaces.map { cotangents.total(at: Int($0)) }
  }

  /// What is known so far of the derivatives with respect to the nodes of a path, by their places.
  private struct Cotangents {
    private var sums: [Node?]
    private var pieces: [Int: [PaddedPiece]] = [:]

    init(count: Int) { sums = Array(repeating: nil, count: count) }

    mutating func add(_ cotangent: Node, at place: Int) {
      if let piece = PaddedPiece.of(cotangent) {
        pieces[place, default: []].append(piece)
      } else if let known = sums[place] {
        sums[place] = known + cotangent
      } else {
        sums[place] = cotangent
      }
    }

    mutating func total(at place: Int) -> Node? {
      if !pieces.isEmpty, let sum = pieces.removeValue(forKey: place).flatMap(PaddedPiece.sum) {
        sums[place] = sums[place].map { $0 + sum } ?? sum
      }
      return sums[place]
    }
  }
}

extension [Node] {
  /// The first that stands for a mistake.
  fileprivate var poisoned: Node? {
    for index in indices where self[index].kind == .poison { return self[index] }
    return nil
  }
}
