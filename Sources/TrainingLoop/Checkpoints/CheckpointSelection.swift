/// Which checkpoints of a run are worth keeping: the newest ones and the best ones. It decides; who writes checkpoints obeys.
///
///     var selection = CheckpointSelection(keeping: 2, best: .validationLoss)
///     selection.add(step: 100, value: 0.5)      // nothing to delete
///     selection.add(step: 200, value: 0.7)
///     selection.add(step: 300, value: 0.6)      // step 200: of the two newest and the best, 100, it is none
public struct CheckpointSelection: Hashable, Sendable {
  /// A checkpoint that is kept.
  public struct Entry: Hashable, Sendable {
    /// The number of training batches before it.
    public let step: Int
    /// The monitored quantity; `nil` where it was not measured.
    public let value: Float?

    public init(step: Int, value: Float?) { (self.step, self.value) = (step, value) }
  }

  /// How many of the newest are kept; at least 1, so that a run can always go on.
  public let count: Int
  /// What tells the best; `nil` for no best one.
  public let quantity: MonitoredQuantity?
  /// How many of the best are kept.
  public let bestCount: Int
  /// Those that are kept, oldest first.
  public private(set) var entries: [Entry]

  /// - Parameter entries: those that are there, as after an interruption, in any order.
  public init(keeping count: Int, best quantity: MonitoredQuantity? = nil, bestCount: Int = 1, entries: [Entry] = []) {
    self.count = max(count, 1)
    self.quantity = quantity
    self.bestCount = max(bestCount, 0)
    self.entries = entries.sorted { $0.step < $1.step }
  }

  /// The best one, the older of two equal ones; `nil` without a quantity or a value.
  public var best: Entry? { ranking.first?.entry }

  /// Those that have a value, the best first, of equal ones the older first.
  private var ranking: [(entry: Entry, value: Float)] {
    guard let quantity else { return [] }
    let measured = entries.compactMap { entry in entry.value.flatMap { $0.isNaN ? nil : (entry: entry, value: $0) } }
    return measured.sorted { first, second in
      quantity.isBetter(first.value, than: second.value) || first.value == second.value && first.entry.step < second.entry.step
    }
  }

  /// Whether one with this value would be among the best.
  public func isAmongBest(_ value: Float) -> Bool {
    guard let quantity, bestCount > 0, !value.isNaN else { return false }
    let ranking = ranking
    return ranking.count < bestCount || quantity.isBetter(value, than: ranking[bestCount - 1].value)
  }

  /// Takes up a checkpoint that is complete, in the place of one of the same step.
  ///
  /// - Returns: the steps of those that are not wanted any more, oldest first.
  public mutating func add(step: Int, value: Float?) -> [Int] {
    entries.removeAll { $0.step == step }
    entries = (entries + [Entry(step: step, value: value)]).sorted { $0.step < $1.step }
    let kept = Set(entries.suffix(count).map(\.step) + ranking.prefix(bestCount).map(\.entry.step))
    defer { entries.removeAll { !kept.contains($0.step) } }
    return entries.map(\.step).filter { !kept.contains($0) }
  }
}
