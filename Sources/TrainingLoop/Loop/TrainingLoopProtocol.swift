@_exported import Apus

/// A function that a training loop calls at every event. It may change the loop; an error that it throws ends the run.
///
///     func halveLearningRate<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
///       if event == .epochEnd { loop.optimizer.learningRate /= 2 }
///     }
public typealias TrainingLoopCallback<L: TrainingLoopProtocol> = (_ loop: inout L, _ event: TrainingLoopEvent) throws -> Void

/// The mean loss of a batch, from the model's output and the targets.
public typealias LossFunction<Output, Target> = (Output, Target) -> Tensor<Float>

/// What callbacks see of a training loop, and may change.
public protocol TrainingLoopProtocol {
  associatedtype Opt: Optimizer
  associatedtype Target
  typealias Model = Opt.Model

  /// The model that is trained: the value that `fit` was given, not a copy. There while `fit` runs; a loop that is not running has no
  /// model, and asking it for one ends the process with that message.
  var model: Model { get set }

  /// What the validation that runs, or that begins, uses in the place of `model`; `nil` again when it ends.
  var validationModel: Model? { get set }

  var optimizer: Opt { get set }

  /// The mean loss of a batch.
  var lossFunction: LossFunction<Model.Output, Target> { get }

  /// `loss`, then the metrics, in the order of the statistics.
  var metricNames: [String] { get }

  /// What callbacks remember between events.
  var state: TrainingState { get set }

  /// The number of epochs of this run, and the number of the current one, from 0.
  var epochCount: Int { get }
  var epochIndex: Int { get }

  /// The number of batches of the current training or validation, and the number of the current one, from 0.
  var batchCount: Int { get }
  var batchIndex: Int { get }

  /// The number of training batches before the current one, over all epochs; and how many the run has if none is left out. At `fitStart`
  /// the first is where a run goes on that is continued, and 0 where it starts: what a log has from there on is not to stay.
  var stepIndex: Int { get }
  var stepCount: Int { get }

  /// Whether steps of a run are executed once more, by `verify`: a callback leaves files alone then that belong to the run.
  var isVerifying: Bool { get }

  /// What the bits of the run follow from, as far as it is known: data and programs are as the steps so far have used them.
  var fingerprint: RunFingerprint { get }

  /// The time since `fit` was called.
  var elapsed: Duration { get }

  /// The batch. Replaced at `batchStart`, it is what the model sees and the loss compares with.
  var lastStepInput: Model.Input? { get set }
  var lastStepTarget: Target? { get set }

  /// Second targets of the batch, for samples that a callback mixes at `batchStart`; `nil` again at the next batch.
  var lastStepMixture: TargetMixture<Target>? { get set }

  /// What the model made of the batch. Replaced at `updateStart`, the metrics see the replacement; at `inferencePredictionEnd`, the
  /// loss as well.
  var lastStepOutput: Model.Output? { get set }

  /// The mean loss of the batch. Replaced at `updateStart`, it is what is measured; the gradient stays. Reading its number waits for the
  /// device.
  var lastStepLoss: Tensor<Float>? { get set }

  /// The gradient, at `updateStart` only: a callback may replace it, or set `nil` to leave the model as it is for this batch. Afterwards
  /// it is `nil`, because a gradient that outlives its step would have to be written to memory. With `LossScaling` it is the gradient of
  /// the scaled loss.
  var lastStepGradient: Gradient<Model>? { get set }

  /// Set at `updateStart`, a scalar: where it turns out to be false, the step changes nothing. Parameters, variables and the optimizer's
  /// state keep their values. The device decides, so that nobody waits; `nil` again at the next batch.
  var updateCondition: Tensor<Bool>? { get set }

  /// The steps and epochs that are done. Steps appear when the host reads their statistics.
  var history: History { get }

  /// Loss and metrics since the current training or validation began. Waits for the device.
  ///
  /// - Throws: the diagnosis of a mistake in a metric.
  func statistics() throws -> TrainingStatistics

  /// The same, to be read later: waits for nothing.
  func deferredStatistics() -> DeferredStatistics

  /// A batch of the training data, as it was or will be.
  ///
  /// - Throws: why it cannot be made.
  func trainingBatch(at index: Int, ofEpoch epoch: Int) throws -> (input: Model.Input, target: Target)
}

extension TrainingLoopProtocol {
  /// That of the optimizer; the step that follows has it. Changing it compiles nothing.
  public var learningRate: Float {
    get { optimizer.learningRate }
    set { optimizer.learningRate = newValue }
  }

  /// Whether the current batch, or phase, is one of the training.
  public var isTraining: Bool { Context.local.learningPhase == .training }
}
