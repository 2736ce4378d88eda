import ApusData
import Testing

/// Batches that cannot be made: an error at the first `try`, never the end of the process.
struct BadInputTests {
  private let inputs = Tensor<Float>(zeros: [6, 2])
  private let targets = Tensor<Int32>([0, 1, 2, 0, 1, 2])

  @Test(arguments: [0, -1, Int.min]) func epochsWithoutABatchSizeThrowWithTheUsersLine(batchSize: Int) throws {
    let line = #line + 1
    let epochs = Epochs(inputs: inputs, targets: targets, batchSize: batchSize)
    let error = #expect(throws: Diagnosis.self) { try epochs.batches(ofEpoch: 0).batch(at: 0) }
    #expect(error?.mistake.title == "Epochs: batches of \(batchSize) cannot be made")
    #expect(error?.site?.line == line)
    #expect(epochs.error as? Diagnosis == error)
  }

  @Test func inputsAndTargetsThatDoNotFitThrow() throws {
    for epochs in [
      Epochs(inputs: inputs, targets: Tensor<Int32>([1]), batchSize: 2), Epochs(inputs: inputs, targets: Tensor<Int32>(1), batchSize: 2),
      Epochs(inputs: inputs[9], targets: targets, batchSize: 2),
    ] { #expect(throws: Diagnosis.self) { try epochs.batches(ofEpoch: 0).batch(at: 0) } }
  }

  @Test func imagesThatDoNotFillTheirShapeThrow() throws {
    for (pixelCount, shape) in [(7, [2, 2, 1]), (8, [-2, -2, 1]), (8, [Int.max, 2, 1]), (0, [0, 2, 1])] {
      let epochs = Epochs(images: Array(repeating: 0, count: pixelCount), labels: [0, 1], imageShape: shape, batchSize: 2, seed: nil)
      if pixelCount == 0 {
        #expect(try epochs.batches(ofEpoch: 0).batch(at: 0).data.shape == [2, 0, 2, 1])
      } else {
        #expect(throws: Diagnosis.self, "\(shape)") { try epochs.batches(ofEpoch: 0).batch(at: 0) }
      }
    }
    let dark = Epochs(images: [0, 0], labels: [0, 1], imageShape: [1], fullScale: 0, batchSize: 2, seed: nil)
    let error = #expect(throws: Diagnosis.self) { try dark.batches(ofEpoch: 0).batch(at: 0) }
    #expect(error?.mistake.title.contains("full scale") == true)
  }

  @Test(arguments: [0, -3]) func trainingEpochsWithoutABatchSizeAreNone(batchSize: Int) async throws {
    #expect(Array(TrainingEpochs(samples: [1, 2, 3], batchSize: batchSize).prefix(4)).isEmpty)
    let slices = (0..<7).inBatches(of: batchSize)
    #expect(slices.isEmpty && slices.count == 0)
    #expect(Array(slices).isEmpty)
  }

  @Test func theReasonIsToldOnStandardError() async throws {
    let result = try #require(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        for epoch in TrainingEpochs(samples: [1, 2], batchSize: 0).prefix(2) { print(epoch) }
      })
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains("Apus: TrainingEpochs: batches of 0 cannot be made"))
    #expect(text.contains("BadInputTests.swift:"))
  }

  @Test func thereAreNoSamplesWhereThereIsNoBatch() {
    let batches = Epochs(inputs: inputs, targets: targets, batchSize: 4).batches(ofEpoch: 0)
    #expect([-1, 0, 1, 2].map(batches.sampleCount(at:)) == [0, 4, 2, 0])
  }
}
