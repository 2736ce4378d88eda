extension ReverseSweep {
  /// The gradients of a result as `ReverseSweep(of: result).gradients(withRespectTo: targets)` gives them.
  ///
  /// From the third sweep over equal structures on they are the results of one node (`Sweep`): programs are the same ones, and what makes
  /// a gradient's nodes does not run again. So it is where nobody can ask for the gradient of a gradient.
  package static func gradients(of result: Node, withRespectTo targets: [Node]) -> [Node?] {
    let context = Context.local
    if result.isTraced || !context.recorders.isEmpty { return ReverseSweep(of: result).gradients(withRespectTo: targets) }
    let settings = context.settings
    let (known, isWorthLearning) = GraphLock.held { () -> ([Node?]?, Bool) in
      guard let recording = result.recording?.active, !recording.isInsideActive else { return (nil, false) }
      let structure = SweepStructure(of: result, targets, settings)
      if let program = KnownSweeps.program(for: structure) { return (program.gradients(in: structure, device: result.device), false) }
      return (nil, KnownSweeps.isWorthLearning(structure))
    }
    if let known { return known }
    let first = Node.currentID
    let gradients = ReverseSweep(of: result).gradients(withRespectTo: targets)
    if isWorthLearning {
      GraphLock.held { KnownSweeps.learn(gradients, over: SweepStructure(of: result, targets, settings), since: first) }
    }
    return gradients
  }
}

/// What sweeps over the structures that come back make. With `GraphLock` held.
enum KnownSweeps {
  /// `nil` for a structure whose sweeps have to be made one by one.
  @exclusivity(unchecked) private nonisolated(unsafe) static var programs = RecentlyUsed<StructureKey, SweepProgram?>()
  /// The digests of structures that were there once: whatever has other numbers at each step is not kept.
  @exclusivity(unchecked) private nonisolated(unsafe) static var seen: Set<UInt> = []
  private static let limit = 512

  static func program(for structure: SweepStructure) -> SweepProgram? { programs.value(of: structure.key, at: structure.key.place) ?? nil }

  /// Whether the structure is there for the second time.
  static func isWorthLearning(_ structure: SweepStructure) -> Bool {
    if programs.value(of: structure.key, at: structure.key.place) != nil { return false }
    if seen.contains(structure.key.digest) { return true }
    if seen.count == StructureCodes.limit { seen = [] }
    seen.insert(structure.key.digest)
    return false
  }

  /// - Parameters:
  ///   - gradients: what a sweep over the structure has just made.
  ///   - first: the identifier that its first node can have.
  static func learn(_ gradients: [Node?], over structure: SweepStructure, since first: UInt64) {
    if programs.count == limit { programs = RecentlyUsed() }
    let hasOwnRule = structure.inside.contains { $0._withUnsafeGuaranteedRef { $0.operation.hasOwnRule } }
    let program = hasOwnRule ? nil : SweepProgram(gradients, over: structure, since: first)
    programs.set(program, for: structure.key, at: structure.key.place)
  }
}
