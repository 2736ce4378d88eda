/// What a training step takes of the memory, in bytes, known before it runs.
///
///     let plan = try trainingLoop.memoryPlan(for: model)
///     print(plan)   // Memory: parameters 0.25 MB · batch 0.40 MB · activations 9.1 MB · peak 9.9 MB of 22 GB available
///
/// What the program of the step takes beyond its arguments is the compiler's own number; the compiled program is the one that the first
/// step runs. Libraries, compiled code and the compiler's own memory do not count, batches that are made ahead do not either.
public struct MemoryPlan: Hashable, Sendable {
  /// The trained tensors and variables of the model.
  public let parameterBytes: Int
  /// What the optimizer keeps from step to step, such as Adam's two moments of each parameter.
  public let optimizerBytes: Int
  /// The tensors of the model that are not trained, such as running means, and the sums of metrics.
  public let stateBytes: Int
  /// Input and target of one batch.
  public let batchBytes: Int
  /// What is computed on the way: outputs of layers that the gradient needs, and gradients.
  public let activationBytes: Int
  /// New values that cannot lie where the old ones do: loss and statistics, and in a first step parameters that the host has made.
  public let resultBytes: Int
  /// The samples of the batch.
  public let sampleCount: Int
  /// The bytes that a step may take: the loop's `memoryLimit`, else `APUS_MEMORY_LIMIT`, else what system and control groups leave the
  /// process together with what the step's arguments hold already; `nil` where that is not known.
  public internal(set) var availableBytes: Int?

  /// All of that at once.
  public var peakBytes: Int { keptBytes + batchBytes + activationBytes }

  public var fits: Bool { availableBytes.map { peakBytes <= $0 } ?? true }

  /// The samples of a batch that would just fit; 0 if not even one does, `nil` where it is not known what is available. An estimate: batch
  /// and activations are taken to grow with the samples, which gradients in between do not.
  public var estimatedLargestBatch: Int? {
    guard let availableBytes, sampleCount > 0, batchBytes + activationBytes > 0 else { return nil }
    let count = Double(max(0, availableBytes - keptBytes)) * Double(sampleCount) / Double(batchBytes + activationBytes)
    return Int(exactly: count.rounded(.down)) ?? .max
  }

  /// What does not depend on the batch.
  private var keptBytes: Int { parameterBytes + optimizerBytes + stateBytes + resultBytes }
}
