import Checkpoints
import Foundation
import Testing

@testable import Keras

/// Weights in files, and runs that are continued.
@Suite struct SavingTests {
  private func model(seed: UInt64) -> Model {
    let model = withRandomSeed(seed) {
      Model {
        Dense(units: 8, activation: tanh); BatchNorm(); Dense(units: 2)
      }
    }
    model.compile(optimizer: .adam(learningRate: 0.05), loss: .softmaxCrossEntropy, metrics: [.accuracy])
    return model
  }

  @Test func weightsAreTakenUpBitForBit() throws {
    try withTemporaryFolder { folder in
      let (saved, loaded) = (model(seed: 1), model(seed: 2))
      try saved.fit(Quadrants.x, Quadrants.y, verbose: .silent)
      try saved.saveWeights(folder + "/my_checkpoint")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("my_checkpoint") }
      #expect(files.sorted() == ["my_checkpoint.data-00000-of-00001", "my_checkpoint.index"])
      #expect(throws: Diagnosis.self) { try loaded.loadWeights(folder + "/my_checkpoint") }
      try loaded.build(inputShape: [1, 2])
      try loaded.loadWeights(folder + "/my_checkpoint")
      #expect(try loaded.bits() == saved.bits())
      let other = Model { Dense(units: 8) }
      try other.build(inputShape: [1, 2])
      #expect(throws: (any Error).self) { try other.loadWeights(folder + "/my_checkpoint") }
    }
  }

  @Test func aSavedModelPredictsWithoutTheProgram() throws {
    try withTemporaryFolder { folder in
      let saved = model(seed: 1)
      #expect(throws: (any Error).self) { try saved.save(folder + "/model") }
      try saved.fit(Quadrants.x, Quadrants.y, verbose: .silent)
      try saved.save(folder + "/model")
      let loaded = try SavedModel.load(folder + "/model")
      let predictions: Tensor<Float> = try loaded.function("serving_default")(Quadrants.x)
      let difference = try abs(predictions - saved.predict(Quadrants.x)).max().readScalars()[0]
      #expect(difference < 1e-5)
      #expect(loaded.variables.count == 8)
    }
  }

  private struct Stop: Error {}

  @Test func aRunThatWasStoppedGoesOnWithTheSameBits() throws {
    let whole = model(seed: 1)
    let history = try withRandomSeed(7) { try whole.fit(Quadrants.x, Quadrants.y, epochs: 4, verbose: .silent) }
    try withTemporaryFolder { folder in
      let run = RunCheckpoints(.every(steps: 2), in: folder, resume: true)
      let stop: Model.Callback = { loop, event in if event == .batchEnd, loop.stepIndex == 4 { throw Stop() } }
      #expect(throws: Stop.self) {
        try withRandomSeed(7) {
          try model(seed: 1).fit(Quadrants.x, Quadrants.y, epochs: 4, callbacks: [stop], verbose: .silent, checkpoints: run)
        }
      }
      let resumed = model(seed: 1)
      let rest = try withRandomSeed(7) { try resumed.fit(Quadrants.x, Quadrants.y, epochs: 4, verbose: .silent, checkpoints: run) }
      #expect(try resumed.bits() == whole.bits())
      #expect(rest["loss"] == history["loss"])
    }
  }
}
