import Apus
import Testing

@testable import TrainingLoop

struct FingerprintTests {
  private func fingerprint(
    orderSeed: UInt64 = 1, randomSeed: UInt64 = 1, samples: Samples = Samples(count: 10), hidden: Int = 8, epochs: Int = 1,
    compilesSteps: Bool = false
  ) throws -> RunFingerprint {
    try withRandomSeed(randomSeed) {
      var model = Network(hidden: hidden)
      var loop = NetworkLoop(
        training: samples.epochs(batchSize: 4, seed: orderSeed), optimizer: SGD(for: model, learningRate: 0.1),
        lossFunction: softmaxCrossEntropy, progress: .silent)
      loop.compilesSteps = compilesSteps
      try loop.fit(&model, epochs: epochs)
      return loop.fingerprint
    }
  }

  @Test func equalRunsHaveEqualOnes() throws {
    let first = try fingerprint()
    #expect(try fingerprint() == first)
    #expect(
      first.entries.map(\.name) == [
        "version", "executable", "plugin", "device", "convolutions", "processor", "threads", "order seed", "random seed", "training data",
        "step program",
      ])
    #expect(first["executable"]?.count == 64)
    #expect(first["step program"]?.split(separator: " ").map(\.count) == [64, 64], "one for the last batch, which is shorter")
    #expect(first["training data"]?.hasSuffix(" in 3 batches") == true)
    #expect(try fingerprint(epochs: 3) == first, "later epochs read the same data")
  }

  @Test func compiledStepsHaveADigestForEachShapeOfBatch() throws {
    let first = try fingerprint(compilesSteps: true)
    #expect(first["step program"]?.split(separator: " ").map(\.count) == [64, 64])
    #expect(try fingerprint(epochs: 3, compilesSteps: true) == first)
    #expect(try fingerprint(hidden: 9, compilesSteps: true)["step program"] != first["step program"])
  }

  @Test func itTellsWhatIsAnother() throws {
    let first = try fingerprint()
    func names(_ other: RunFingerprint) -> [String] { first.differences(from: other).map(\.name) }
    #expect(names(try fingerprint(orderSeed: 2)) == ["order seed", "training data"])
    #expect(names(try fingerprint(randomSeed: 2)) == ["random seed"])
    #expect(names(try fingerprint(samples: Samples(count: 10).changing(sample: 9))) == ["training data"])
    #expect(names(try fingerprint(hidden: 9)) == ["step program"])
  }

  /// The structure is what counts: numbers in a program that change from step to step make no other digest.
  @Test func theDigestOfAProgramIsThatOfItsStructure() throws {
    func digests(_ factor: Float) throws -> [String] {
      try withEngine(Engine(diskCache: nil)) {
        try (0..<3).map { step in
          let x = Tensor<Float>(shape: [2], scalars: [1, 2])
          return try #require(try Context.local.engine.materializeNamed([(x * (factor + Float(step))).node]))
        }
      }
    }
    #expect(Set(try digests(1) + digests(7)).count == 1)
  }

  @Test func aLineForEachEntryHasShortDigests() {
    let digest = String(repeating: "0123456789abcdef", count: 4)
    let text =
      "\(RunFingerprint(entries: [.init(name: "device", value: "XLA:CPU"), .init(name: "step program", value: "\(digest) \(digest)")]))"
    #expect(text == "device       XLA:CPU\nstep program 0123456789ab 0123456789ab")
  }

  /// A batch whose tensors a device is to compute is not computed for this.
  @Test func batchesAreHashedByTheirElements() {
    func digest(_ numbers: [Float], _ labels: [Int32] = [1, 2]) -> String {
      DataDigest.ofBatch(LabeledData(data: Tensor(shape: [2], scalars: numbers), label: Tensor(shape: [2], scalars: labels)))
    }
    #expect(digest([1, 2]) == digest([1, 2]))
    #expect(
      Set([digest([1, 2]), digest([2, 1]), digest([1, 2], [2, 1]), digest([1, 3]), digest([-0.0, 2]), digest([0.0, 2])]).count == 6)
    let pending = Tensor<Float>(shape: [2], scalars: [1, 2]) + 1
    _ = DataDigest.ofBatch(LabeledData(data: pending, label: 0))
    #expect(!pending.node.isEvaluated)
  }
}
