/// What can be wrong with the use of a training loop.
public enum TrainingLoopError: Error, Hashable, Sendable {
  /// A metric was asked for that does not work on the model's output or the targets.
  case metricDoesNotFit(metric: String, needs: String, found: String)
  /// A run of no epochs, or of fewer.
  case epochCount(Int)
  /// There are no training samples.
  case noTrainingData
  /// A loop that is not running was asked for its model.
  case modelOutsideOfFit
  /// A callback watches a quantity that the run does not measure.
  case notMeasured(String, known: [String])
  /// A callback took the input or the target of a batch away.
  case batchWithout(String)
  /// A step was not run because the memory that it takes is not there.
  case notEnoughMemory(MemoryPlan)
}

extension TrainingLoopError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .metricDoesNotFit(let metric, let needs, let found):
      "Apus: the metric \(metric) does not fit this model\n  needs  \(needs)\n  found  \(found)"
    case .epochCount(let count): "Apus: a run has at least one epoch, not \(count)"
    case .noTrainingData: "Apus: there are no training samples\n  hint  an epoch that drops its last partial batch needs a whole one"
    case .modelOutsideOfFit:
      "Apus: a training loop has a model only while `fit` runs\n  hint  use the value that `fit` was given"
    case .notMeasured(let name, let known):
      "Apus: this run does not measure \(name)\n  known  \(known.joined(separator: ", "))\n  hint   ask for the metric in `metrics:`"
    case .batchWithout(let what):
      "Apus: a callback has set the \(what) of a batch to nil\n  hint  throw TrainingLoopAction.cancelBatch to leave a batch out"
    case .notEnoughMemory(let plan): plan.refusal
    }
  }
}
