/// The points of a training loop at which callbacks are called, as in Swift for TensorFlow.
///
/// A run is
///
///     fitStart
///       epochStart
///         trainingStart    (batchStart  updateStart  batchEnd)…             trainingEnd
///         validationStart  (batchStart  inferencePredictionEnd  batchEnd)…  validationEnd
///       epochEnd …
///     fitEnd
public enum TrainingLoopEvent: String, CaseIterable, Sendable {
  case fitStart, fitEnd
  case epochStart, epochEnd
  case trainingStart, trainingEnd
  case validationStart, validationEnd
  /// In training and in validation; `Context.local.learningPhase` tells which.
  case batchStart, batchEnd
  /// The gradient is known and the model not yet changed.
  case updateStart
  /// In validation: the model's output is known and the loss is not.
  case inferencePredictionEnd
}
