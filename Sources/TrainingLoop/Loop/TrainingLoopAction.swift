/// What a callback throws to leave a part of the run early. The event that ends the part is sent all the same.
public enum TrainingLoopAction: Error, Sendable {
  /// Leaves the batch. Thrown at `updateStart`, it keeps the model as it is.
  case cancelBatch
  /// Goes on with the validation of this epoch.
  case cancelTraining
  /// Ends the validation of this epoch.
  case cancelValidation
  /// Goes on with the next epoch.
  case cancelEpoch
  /// Ends `fit`, which returns the history so far.
  case cancelFit
}
