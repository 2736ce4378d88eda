/// The statistics of steps that the device has been asked to compute and the host has not read yet.
///
/// The program of a step computes one row: the loss of its batch, then loss and metrics since the phase began. Rows are read many
/// together, in one wait.
struct StatisticsLedger {
  struct Entry {
    let row: Tensor<Float>
    let batchIndex: Int
    let stepIndex: Int
    let learningRate: Float
  }

  private(set) var pending: [Entry] = []

  /// A row is a small piece of device memory: so many are read at the latest.
  static let capacity = 1024

  mutating func append(_ entry: Entry) { pending.append(entry) }
  mutating func removeAll() { pending.removeAll() }

  /// Reads the rows, oldest first.
  ///
  /// - Parameter keepingLast: leaves out the newest row, for which a running step would have to be waited for.
  mutating func read(keepingLast: Bool = false) throws -> [(entry: Entry, values: [Float])] {
    let taken = keepingLast ? pending.dropLast() : pending[...]
    pending.removeFirst(taken.count)
    let arrays = try Context.local.engine.read(together: taken.map(\.row.node))
    return zip(taken, arrays).map { ($0, $1.array(of: Float.self)) }
  }
}
