/// How far a run is: the batch that is trained on next.
public struct TrainingPosition: Hashable, Comparable, Sendable {
  /// The number of the epoch, from 0.
  public var epoch: Int
  /// The number of the batch in its epoch. At 0 the epoch has not begun; otherwise its start and that of its training were sent as
  /// events before.
  public var batch: Int
  /// The number of training batches before, over all epochs.
  public var step: Int

  /// The number of the epoch that the batch before belongs to.
  var lastEpoch: Int { batch > 0 ? epoch : max(epoch - 1, 0) }

  public static let start = TrainingPosition(epoch: 0, batch: 0, step: 0)

  /// Whether a run is there first; the end of an epoch comes after its last batch.
  public static func < (a: Self, b: Self) -> Bool { (a.step, a.epoch, a.batch) < (b.step, b.epoch, b.batch) }

  public init(epoch: Int, batch: Int, step: Int) {
    (self.epoch, self.batch, self.step) = (epoch, batch, step)
  }
}
