@_exported import Apus

/// A function that a training loop calls at every event. It may change the loop; an error that it throws ends the run.
///
///     func halveLearningRate<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
///       if event == .epochEnd { loop.optimizer.learningRate /= 2 }
///     }
public typealias TrainingLoopCallback<L: TrainingLoopProtocol> = (_ loop: inout L, _ event: TrainingLoopEvent) throws -> Void

/// The mean loss of a batch, from the model's output and the targets.
public typealias LossFunction<Output, Target> = (Output, Target) -> Tensor<Float>

/// What callbacks see of a training loop.
public protocol TrainingLoopProtocol {
  associatedtype Opt: Optimizer
  associatedtype Target
  typealias Model = Opt.Model

  var optimizer: Opt { get set }

  /// The number of epochs of this run, and the number of the current one, from 0.
  var epochCount: Int { get }
  var epochIndex: Int { get }

  /// The number of batches of the current training or validation, and the number of the current one, from 0.
  var batchCount: Int { get }
  var batchIndex: Int { get }

  /// The batch.
  var lastStepInput: Model.Input? { get set }
  var lastStepTarget: Target? { get set }

  /// What the model made of the batch.
  var lastStepOutput: Model.Output? { get set }

  /// The mean loss of the batch. Reading its number waits for the device.
  var lastStepLoss: Tensor<Float>? { get set }

  /// The gradient, at `updateStart` only: a callback may replace it. Afterwards it is `nil`, because a gradient that outlives its step
  /// would have to be written to memory.
  var lastStepGradient: Gradient<Model>? { get set }

  /// The epochs that are done.
  var history: History { get }

  /// Loss and metrics since the current training or validation began. Waits for the device.
  ///
  /// - Throws: the diagnosis of a mistake in a metric.
  func statistics() throws -> TrainingStatistics
}
