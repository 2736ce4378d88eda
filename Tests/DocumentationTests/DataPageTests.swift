import Apus
import Foundation
import Testing
import TrainingLoop

private struct Network: Layer {
  var dense = Dense<Float>(inputSize: 784, outputSize: 10)
  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { dense(input.reshaped(to: [input.shape[0], 784])) }
}

@Sendable private func augmented(_ batch: LabeledData<Tensor<Float>, Tensor<Int32>>) -> LabeledData<Tensor<Float>, Tensor<Int32>> {
  LabeledData(data: batch.data.reversed(inAxes: 2), label: batch.label)
}

// The code of docs/data.md. `PageTests` holds the page to these lines; here they run.
@Suite struct DataPageTests {
  private let images = Tensor<UInt8>(shape: [96, 28, 28], scalars: (0..<96 * 784).map { UInt8(truncatingIfNeeded: $0) })
  private let digits = Tensor<Int32>((0..<96).map { Int32($0 % 10) })

  @Test func aPipelineTrainsANetworkAndGoesOn() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "apus-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // page: pipeline
    let training = Dataset(inputs: images, targets: digits)  // [96, 28, 28] of UInt8, [96]
      .shuffled(seed: 7)
      .batched(32)
      .map { batch in LabeledData(data: Tensor<Float>(batch.data) / 255, label: batch.label) }
    for batch in training { print(batch.data.shape, batch.label.shape) }  // [32, 28, 28] [32], three times
    // end
    #expect(try training.collected().map(\.data.shape) == [[32, 28, 28], [32, 28, 28], [32, 28, 28]])

    var model = Network()
    // page: loop
    var trainingLoop = TrainingLoop(
      training: training, optimizer: SGD(for: model, learningRate: 0.1), lossFunction: softmaxCrossEntropy, metrics: [.accuracy])
    try trainingLoop.fit(&model, epochs: 2, checkpoint: .every(steps: 2), in: folder + "/checkpoints", resume: true)
    // end
    #expect(trainingLoop.history.steps.count == 6)

    // page: state
    var iterator = try training.makeIterator(epoch: 1)
    let first = try iterator.nextElement()
    let saved = try JSONEncoder().encode(iterator.state)
    var rest = try training.makeIterator(from: JSONDecoder().decode(DatasetState.self, from: saved))
    try training.checkResuming()  // proves it for every element of this pipeline
    // end
    #expect(first?.data.shape == [32, 28, 28])
    #expect(try rest.nextElement()?.label == iterator.nextElement()?.label)

    // page: async
    for try await batch in training.map(parallelism: 2, augmented).async { print(batch.data.shape) }
    // end
  }

  @Test func sentencesOfSimilarLengthArePaddedTogether() throws {
    // page: buckets
    let sentences = Dataset(["a cat", "the dog runs", "it rains", "one two three four"]).map { sentence in
      Tensor<Int32>(sentence.split(separator: " ").map { word in Int32(word.count) })
    }
    let batches = sentences.bucketedByLength(boundaries: [3], batchSizes: [2, 2]) { $0.scalarCount }
      .map { $0.paddedAndCollated(with: 0) }
    print(try batches.collected())  // [[[1, 3], [2, 5]], [[3, 3, 4, 0], [3, 3, 5, 4]]]
    // end
    #expect("\(try batches.collected())".filter { !$0.isWhitespace } == "[[[1,3],[2,5]],[[3,3,4,0],[3,3,5,4]]]")
  }
}
