/// The statistics of steps that the device has been asked to compute and the host has not read yet.
///
/// The program of a step computes one row: the loss of its batch, then loss and metrics since the phase began, and what a schedule of the
/// optimizer makes of the learning rate. Rows are read many together, in one wait.
struct StatisticsLedger {
  struct Entry {
    let row: Tensor<Float>
    let batchIndex: Int
    let stepIndex: Int
    /// That of the optimizer.
    let learningRate: Float
    /// Whether the row ends with the factor of a schedule.
    let hasRateFactor: Bool
  }

  /// The numbers of a row.
  struct Row {
    let entry: Entry
    private let values: [Float]

    init(_ entry: Entry, _ values: [Float]) { (self.entry, self.values) = (entry, values) }

    /// That of the batch alone.
    var loss: Float { values.first ?? .nan }
    /// Loss and metrics since the phase began.
    var statistics: [Float] { Array(values.dropFirst().dropLast(entry.hasRateFactor ? 1 : 0)) }
    /// The rate that the step had.
    var learningRate: Float { entry.hasRateFactor ? entry.learningRate * (values.last ?? 1) : entry.learningRate }
  }

  private(set) var pending: [Entry] = []

  /// A row is a small piece of device memory: so many are read at the latest.
  static let capacity = 1024

  mutating func append(_ entry: Entry) { pending.append(entry) }
  /// Takes back the newest row, whose step is not run.
  mutating func removeLast() { _ = pending.popLast() }
  mutating func removeAll() { pending.removeAll() }

  /// Reads the rows, oldest first.
  ///
  /// - Parameter keepingLast: leaves out the newest row, for which a running step would have to be waited for.
  mutating func read(keepingLast: Bool = false) throws -> [Row] {
    let taken = keepingLast ? pending.dropLast() : pending[...]
    pending.removeFirst(taken.count)
    let arrays = try Context.local.engine.read(together: taken.map(\.row.node))
    return zip(taken, arrays).map { Row($0, $1.array(of: Float.self)) }
  }
}
