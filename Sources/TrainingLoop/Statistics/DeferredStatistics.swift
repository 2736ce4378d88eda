/// Loss and metrics as of one moment, on the device: taking them waits for nothing, only reading them does.
///
///     let statistics = loop.deferredStatistics()
///     // … some steps later …
///     print(try statistics.read().loss)
public struct DeferredStatistics: Sendable {
  let names: [String]
  let row: Tensor<Float>

  /// Waits for the device.
  ///
  /// - Throws: the diagnosis of a mistake in a metric, or what went wrong on the device.
  public func read() throws -> TrainingStatistics { try Self.read([self])[0] }

  /// Reads those of many moments in one wait.
  public static func read(_ all: [DeferredStatistics]) throws -> [TrainingStatistics] {
    let arrays = try Context.local.engine.read(together: all.map(\.row.node))
    return zip(all, arrays).map { TrainingStatistics(names: $0.names, values: $1.array(of: Float.self)) }
  }
}
