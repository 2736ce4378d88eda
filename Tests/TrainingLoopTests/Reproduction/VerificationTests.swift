import Apus
import Checkpoints
import Foundation
import Testing

@testable import TrainingLoop

/// A run is executed once more and compared. Its checkpoints lie after steps 3, 6 and 8, its epochs have 4 steps.
struct VerificationTests {
  private func withRun<R>(keep: Int = 3, _ body: (_ folder: String) throws -> R) throws -> R {
    try withTemporaryFolder { folder in
      #expect(try CheckpointedRun(in: folder, keep: keep).error == nil)
      return try body(folder)
    }
  }

  private func verify(
    _ folder: String, steps: Int? = nil, seed: UInt64 = 1, samples: Samples = Samples(count: 14), orderSeed: UInt64 = 1
  ) throws -> RunVerification {
    try withRandomSeed(seed) {
      let model = NoisyNetwork()
      let logger = try CSVLogger(path: folder + "/log.csv")
      let loop = CheckpointedRun.loop(for: model, logger, samples: samples, orderSeed: orderSeed)
      return try loop.verify(model, in: folder + "/checkpoints", steps: steps)
    }
  }

  private func files(in folder: String) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return Dictionary(uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: folder + "/" + $0) ?? Data()) })
  }

  static let passages: [(steps: Int?, range: Range<Int>, start: Int?, compared: [Int])] = [
    (nil, 6..<8, 2, [3]), (1, 6..<7, 2, []), (2, 6..<8, 2, [3]), (3, 3..<6, 1, [2]), (4, 3..<7, 1, [2]), (5, 3..<8, 1, [2, 3]),
    (6, 0..<6, nil, [1, 2]), (8, 0..<8, nil, [1, 2, 3]), (100, 0..<8, nil, [1, 2, 3]),
  ]

  @Test(arguments: passages)
  func theSameRunHasTheSameBits(_ steps: Int?, _ range: Range<Int>, _ start: Int?, _ compared: [Int]) throws {
    try withRun { folder in
      let before = try files(in: folder)
      let verification = try verify(folder, steps: steps)
      #expect(verification.isEqual, "\(verification)")
      #expect(verification.steps == range)
      #expect(verification.start == start.map { "\(folder)/checkpoints/ckpt-\($0)" })
      #expect(verification.compared == compared.map { "\(folder)/checkpoints/ckpt-\($0)" })
      #expect(verification.fingerprint.isEmpty)
      #expect(try files(in: folder) == before, "nothing is written")
    }
  }

  @Test func withOneCheckpointTheRunIsExecutedFromItsStart() throws {
    try withRun(keep: 1) { folder in
      let verification = try verify(folder)
      #expect(verification.isEqual, "\(verification)")
      #expect(verification.steps == 0..<8 && verification.start == nil && verification.compared.count == 1)
      #expect("\(verification)" == "equal: steps 1 to 8, from the start, and 1 checkpoint have the same bits")
      let other = try verify(folder, seed: 2)
      #expect(other.step?.step == 0, "other first weights")
      #expect(other.tensor?.name == "model/hidden/weight")
    }
  }

  @Test func anotherOrderOfTheSamplesIsNamed() throws {
    try withRun { folder in
      let verification = try verify(folder, steps: 2, orderSeed: 2)
      #expect(!verification.isEqual)
      #expect(verification.step?.step == 6)
      #expect(verification.fingerprint.map(\.name) == ["order seed", "training data"])
      #expect(verification.fingerprint.first == .init(name: "order seed", saved: "1", found: "2"))
    }
  }

  /// A sample of which the executed steps make no use is noticed too.
  @Test(arguments: [0, 7, 13]) func anotherSampleIsNamed(_ sample: Int) throws {
    try withRun { folder in
      let verification = try verify(folder, steps: 1, samples: Samples(count: 14).changing(sample: sample))
      #expect(!verification.isEqual)
      #expect(verification.fingerprint.map(\.name) == ["training data"])
    }
  }

  @Test func anotherElementAtTheEndIsNamed() throws {
    try withRun { folder in
      let path = folder + "/checkpoints/ckpt-3"
      try changeElement(of: "model/output/weight", in: path)
      let verification = try verify(folder)
      #expect(verification.step == nil)
      #expect(verification.tensor == .init(name: "model/output/weight", path: path, elementCount: 1))
      #expect(
        "\(verification)" == """
          not equal: steps 7 to 8, from \(folder)/checkpoints/ckpt-2
            first tensor  model/output/weight in \(path): 1 element differs
          """)
    }
  }

  @Test func anotherElementAtTheStartIsSeenInTheFirstStep() throws {
    try withRun { folder in
      try changeElement(of: "model/output/weight", in: folder + "/checkpoints/ckpt-2")
      let verification = try verify(folder)
      #expect(verification.step?.step == 6)
      #expect(verification.tensor?.path == folder + "/checkpoints/ckpt-3")
      #expect("\(verification)".contains("\n  first step    7: "))
    }
  }

  @Test func aDamagedCheckpointIsNamed() throws {
    try withRun { folder in
      let path = folder + "/checkpoints/ckpt-3"
      var data = try Data(contentsOf: URL(fileURLWithPath: path + ".data-00000-of-00001"))
      data[data.count / 2] ^= 1
      try data.write(to: URL(fileURLWithPath: path + ".data-00000-of-00001"))
      let verification = try verify(folder)
      #expect(verification.damaged == [path])
      #expect(!verification.isEqual && verification.step == nil && verification.tensor == nil)
      #expect(verification.steps == 3..<6)
    }
  }

  @Test func whatCannotBeVerifiedIsAnError() throws {
    try withRun { folder in
      #expect(throws: TrainingCheckpointError.verifiedSteps(0)) { try verify(folder, steps: 0) }
      let other = Samples(count: 15)
      let error = #expect(throws: TrainingCheckpointError.self) { try verify(folder, samples: other) }
      #expect(error?.description.contains("training samples: the run has 15, the checkpoint 14") == true)
    }
    try withTemporaryFolder { folder in
      let error = #expect(throws: CheckpointFolderError.self) { try verify(folder) }
      #expect(error == CheckpointFolderError.none(folder: folder + "/checkpoints", damaged: []))
    }
  }

  @Test func modelVariablesAndRandomNumbersStayWhatTheyWere() throws {
    try withRun { folder in
      try withRandomSeed(5) {
        let model = NoisyNetwork()
        let loop = CheckpointedRun.loop(for: model, try CSVLogger(path: folder + "/log.csv"))
        func numbers() throws -> [[Float]] {
          var found: [[Float]] = []
          model.visit { _, parameter in found.append((try? Context.local.engine.read(parameter.node).array(of: Float.self)) ?? []) }
          return found
        }
        let (before, draws) = (try numbers(), Context.local.randomDrawCount)
        _ = try loop.verify(model, in: folder + "/checkpoints")
        #expect(try numbers() == before)
        #expect(Context.local.randomDrawCount == draws && Context.local.randomSeed == 5)
      }
    }
  }

  /// Early stopping ends the run at the event after which its last checkpoint is saved.
  @Test func aRunThatACallbackHasEndedIsVerifiedToItsEnd() throws {
    try withTemporaryFolder { folder in
      let stopping: NoisyLoop.Callback = earlyStopping(on: .loss, patience: 1, minimumChange: 100)
      _ = try CheckpointedRun(in: folder, epochs: 5, stopping)
      let verification = try withRandomSeed(1) {
        let model = NoisyNetwork()
        let loop = CheckpointedRun.loop(for: model, try CSVLogger(path: folder + "/log.csv"), stopping)
        return try loop.verify(model, in: folder + "/checkpoints")
      }
      #expect(verification.isEqual && verification.steps == 6..<8, "\(verification)")
    }
  }
}
