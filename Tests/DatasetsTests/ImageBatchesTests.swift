import Apus
import Datasets
import Testing

struct ImageBatchesTests {
  @Test func digitsComeInBatchesOfTwoSizes() throws {
    let small = Digits(batchSize: 100)
    #expect(small.error == nil)
    #expect(small.trainingCount == 1_437 && small.validationCount == 360)
    // Training steps have one size; what is left over takes part in another epoch.
    #expect(small.training.batches(ofEpoch: 0).count == 14)
    #expect(small.training.dropsLastPartialBatch)
    #expect(Digits(batchSize: 2_000).training.batches(ofEpoch: 0).count == 1)
    #expect(try small.validation.collected().map(\.data.shape) == [[100, 8, 8, 1], [100, 8, 8, 1], [100, 8, 8, 1], [60, 8, 8, 1]])
    let large = Digits(batchSize: 100, imageSize: .mnist)
    #expect(try large.training.batches(ofEpoch: 0).batch(at: 13).data.shape == [100, 28, 28, 1])
  }

  @Test(arguments: [DigitsFile.ImageSize.original, .mnist])
  func pixelsGoFromZeroToOne(imageSize: DigitsFile.ImageSize) throws {
    let scalars = try Digits(batchSize: 360, imageSize: imageSize).validation.batch(at: 0).data.readScalars()
    #expect(scalars.min() == 0)
    #expect(scalars.max() == 1)
  }

  @Test func batchesHoldTheBytesOfTheFilesInOrder() throws {
    let dataset = Digits(batchSize: 50)
    let batch = try dataset.validation.batch(at: 1)
    #expect(try batch.label.readScalars() == dataset.files.test.labels[50..<100].map(Int32.init))
    #expect(try batch.data.readScalars() == dataset.files.test.images[50 * 64..<100 * 64].map { Float($0) / 16 })
  }

  @Test func theSeedDecidesTheOrder() throws {
    func labels(seed: UInt64) throws -> [Int32] {
      try Digits(batchSize: 64, imageSize: .original, seed: seed).training.batches(ofEpoch: 0).batch(at: 0).label.readScalars()
    }
    #expect(try labels(seed: 1) == labels(seed: 1))
    #expect(try labels(seed: 1) != labels(seed: 2))
  }

  @Test func aDataSetThatCannotBeReadKeepsItsError() throws {
    let locator = DatasetLocator(directory: "/nowhere/at/all")
    let dataset = MNIST(batchSize: 128, from: locator)
    #expect(dataset.error != nil)
    #expect(dataset.trainingCount == 0)
    #expect(throws: DatasetError.self) { try dataset.training.batches(ofEpoch: 0).batch(at: 0) }
    #expect(throws: DatasetError.self) { try dataset.validation.collected() }
    #expect(throws: DatasetError.self) { try MNIST.load(batchSize: 128, from: locator) }
  }

  @Test(.enabled(if: SharedData.mnist != nil, "needs ../shared/data/mnist"))
  func mnistComesInBatches() throws {
    let dataset = try MNIST.load(batchSize: 128, from: DatasetLocator(directory: SharedData.mnist))
    let batch = try dataset.training.batches(ofEpoch: 0).batch(at: 0)
    #expect(batch.data.shape == [128, 28, 28, 1])
    #expect(try batch.label.readScalars().allSatisfy { (0...9).contains($0) })
    #expect(dataset.validation.sampleCount == dataset.validationCount)
  }
}
