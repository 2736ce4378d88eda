/// A number of an epoch that tells which epoch is best.
///
///     earlyStopping(on: .validationLoss, patience: 3)
///     earlyStopping(on: .validation("f1", .maximum), patience: 3)
public struct MonitoredQuantity: Hashable, Sendable {
  /// Which of two values is better.
  public enum Best: Hashable, Sendable { case minimum, maximum }

  /// As in the history: `loss`, `validationAccuracy`.
  public let name: String
  public let best: Best

  public init(_ name: String, _ best: Best) { (self.name, self.best) = (name, best) }

  public static let loss = MonitoredQuantity("loss", .minimum)
  public static let accuracy = MonitoredQuantity("accuracy", .maximum)
  public static let validationLoss = MonitoredQuantity("validationLoss", .minimum)
  public static let validationAccuracy = MonitoredQuantity("validationAccuracy", .maximum)

  /// A metric of the validation, by the metric's own name.
  public static func validation(_ metric: String, _ best: Best) -> MonitoredQuantity {
    MonitoredQuantity(History.Epoch.validationName(metric), best)
  }

  /// Whether `value` is better than `other` by more than `change`. What is no number is never better, and everything is better than it.
  public func isBetter(_ value: Float, than other: Float, by change: Float = 0) -> Bool {
    if value.isNaN || other.isNaN { return !value.isNaN }
    return best == .minimum ? value < other - change : value > other + change
  }
}

extension History {
  /// The quantity of the epoch that ends; `nil` if the epoch was left before it was measured.
  ///
  /// - Throws: `TrainingLoopError.notMeasured` if no epoch has it.
  func value(of quantity: MonitoredQuantity, ofEpoch index: Int) throws(TrainingLoopError) -> Float? {
    guard let epoch = epochs.last, epoch.index == index else { return nil }
    let isOfValidation = quantity.name.hasPrefix("validation")
    if epoch.validation == nil, isOfValidation, epochs.contains(where: { $0.validation != nil }) { return nil }
    return try epoch.value(of: quantity)
  }
}

extension History.Epoch {
  /// - Throws: `TrainingLoopError.notMeasured`.
  func value(of quantity: MonitoredQuantity) throws(TrainingLoopError) -> Float {
    if let value = self[quantity.name] { return value }
    let names = training.values.map(\.name)
    let known = names + (validation == nil ? [] : names.map(Self.validationName))
    throw .notMeasured(quantity.name, known: known)
  }
}
