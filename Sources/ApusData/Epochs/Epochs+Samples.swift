extension Epochs where Input: Collatable, Target: Collatable {
  /// Epochs over samples of the same shape.
  ///
  /// - Parameter seed: decides the order of the samples in every epoch; `nil` keeps them in theirs.
  public init<Samples: RandomAccessCollection & Sendable>(samples: Samples, batchSize: Int, seed: UInt64? = 0)
  where Samples.Element == LabeledData<Input, Target>, Samples.Index: Sendable {
    self.init(sampleCount: samples.count, batchSize: batchSize, seed: seed) { numbers in
      numbers.map { samples[samples.index(samples.startIndex, offsetBy: $0)] }.collated
    }
  }
}
