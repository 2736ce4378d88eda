import ArgumentParser
import TrainingLoop

/// What `--best` may name.
enum BestEpoch: String, CaseIterable, ExpressibleByArgument {
  case loss
  case accuracy
  case validationLoss = "validation-loss"
  case validationAccuracy = "validation-accuracy"

  var quantity: MonitoredQuantity {
    switch self {
    case .loss: .loss
    case .accuracy: .accuracy
    case .validationLoss: .validationLoss
    case .validationAccuracy: .validationAccuracy
    }
  }

  /// The best epoch of a folder in words: `validation loss 0.0312 in epoch 9`.
  func text(_ checkpoint: TrainingCheckpoint) -> String {
    let value = checkpoint.value(of: quantity).map { NumberText.statistic(Double($0)) } ?? "none"
    return "\(rawValue.replacing("-", with: " ")) \(value) in epoch \(checkpoint.position.epoch)"
  }
}
