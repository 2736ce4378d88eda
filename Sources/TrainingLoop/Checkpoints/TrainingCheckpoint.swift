import Checkpoints

/// A checkpoint of a training run, with what the run had measured by then.
///
///     let best = try CheckpointFolder(path: "run/lenet").best(on: .validationLoss)
///     print("epoch \(best.position.epoch), validation loss \(best.value(of: .validationLoss) ?? .nan)")
///     try best.restore(&model)
public struct TrainingCheckpoint: Sendable {
  public let saved: SavedCheckpoint
  /// Where a run goes on from it. At batch 0 it was saved at the end of an epoch, and `epoch` many were done.
  public let position: TrainingPosition
  /// The epochs whose training was done.
  public let epochs: [History.Epoch]

  /// - Throws: `TrainingCheckpointError.malformed` and `TensorBundleError` for one that is not of a training run.
  public init(_ saved: SavedCheckpoint) throws {
    self.saved = saved
    position = try TrainingPosition(saved)
    epochs = try History.savedEpochs(saved)
  }

  /// `nil` where a byte is not right, or the checkpoint is of something else.
  ///
  /// - Parameter isWanted: asked before the bytes are held against their checksums.
  init?(wholeAt path: String, where isWanted: (TrainingCheckpoint) -> Bool = { _ in true }) {
    guard let found = try? TrainingCheckpoint(SavedCheckpoint(path: path)), isWanted(found) else { return nil }
    if (try? found.saved.verify()) == nil { return nil }
    self = found
  }

  /// What the epoch at whose end it was saved has measured; `nil` for one that was saved in the middle of an epoch.
  public func value(of quantity: MonitoredQuantity) -> Float? {
    guard position.batch == 0, let epoch = epochs.last, epoch.index == position.epoch - 1 else { return nil }
    return epoch[quantity.name]
  }

  /// Gives a model the parameters and the variables that it had.
  ///
  /// - Throws: `WeightsError` for another model, which is then not changed.
  public func restore(_ model: inout some Module) throws { try saved.restore(&model).requireComplete() }
}

extension CheckpointFolder {
  /// The checkpoints of a training run that are in the folder, the last one last, without those that are damaged.
  public var trainingCheckpoints: [TrainingCheckpoint] { paths.compactMap { TrainingCheckpoint(wholeAt: $0) } }

  /// The checkpoint of the epoch that was best, of equal ones the first.
  ///
  /// - Throws: `TrainingCheckpointError.noBest` if no checkpoint was saved at the end of an epoch that has measured the quantity.
  public func best(on quantity: MonitoredQuantity) throws(TrainingCheckpointError) -> TrainingCheckpoint {
    let best = trainingCheckpoints.reduce(nil as (checkpoint: TrainingCheckpoint, value: Float)?) { best, checkpoint in
      guard let value = checkpoint.value(of: quantity), !value.isNaN else { return best }
      guard let best else { return (checkpoint, value) }
      let isOlder = value == best.value && checkpoint.position.step < best.checkpoint.position.step
      return quantity.isBetter(value, than: best.value) || isOlder ? (checkpoint, value) : best
    }
    guard let best else { throw .noBest(folder: path, quantity: quantity.name) }
    return best.checkpoint
  }
}
