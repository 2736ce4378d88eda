import Apus
import Testing

@testable import Datasets

@Suite struct CIFAR10Tests {
  private let locator = DatasetLocator(directory: CIFARSample.archive, mirrors: [])

  @Test func imagesComeNormalizedInBatches() throws {
    let dataset = try CIFAR10.load(batchSize: 10, from: locator)
    #expect(dataset.trainingCount == 20 && dataset.validationCount == 10)
    let batch = try dataset.validation.batch(at: 0)
    #expect(batch.data.shape == [10, 32, 32, 3])
    #expect(try batch.label.readScalars() == Array(0..<10))
    // The published moments of the training images, by hand.
    let (mean, deviation) = ([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616])
    let pixels = try batch.data.readScalars()
    for (row, column, channel) in [(0, 0, 0), (31, 31, 2), (7, 20, 1)] {
      let expected = (Double(CIFARSample.byte(23, row, column, channel)) / 255 - mean[channel]) / deviation[channel]
      let pixel = Double(pixels[((3 * 32 + row) * 32 + column) * 3 + channel])
      #expect(abs(pixel - expected) < 1e-3)
    }
  }

  @Test func everyTrainingImageComesOnceAnEpochAndUnchangedWithoutAugmentation() throws {
    let dataset = try CIFAR10.load(batchSize: 10, from: locator, seed: 4)
    let batches = try dataset.training.batches(ofEpoch: 3).collected()
    let labels = try batches.flatMap { try $0.label.readScalars() }
    #expect(labels.sorted() == (0..<20).map { Int32($0 / 2) })
    #expect(labels != labels.sorted())
    let pixels = try batches.flatMap { try $0.data.readScalars() }
    let whole = try CIFAR10.load(batchSize: 20, from: locator, seed: 9).training.batches(ofEpoch: 0).batch(at: 0).data.readScalars()
    #expect(pixels.sorted() == whole.sorted())
  }

  @Test func augmentationChangesTrainingImagesOnly() throws {
    func pixels(_ augmentation: ImageAugmentation?, seed: UInt64, epoch: Int) throws -> [Float] {
      let dataset = try CIFAR10.load(batchSize: 20, from: locator, seed: seed, augmentation: augmentation)
      return try dataset.training.batches(ofEpoch: epoch).batch(at: 0).data.readScalars()
    }
    #expect(try pixels(.cropAndFlip, seed: 1, epoch: 2) == pixels(.cropAndFlip, seed: 1, epoch: 2))
    #expect(try pixels(.cropAndFlip, seed: 1, epoch: 2) != pixels(nil, seed: 1, epoch: 2))
    let augmented = try CIFAR10.load(batchSize: 10, from: locator, augmentation: .cropAndFlip)
    let plain = try CIFAR10.load(batchSize: 10, from: locator)
    #expect(try augmented.validation.batch(at: 0).data.readScalars() == plain.validation.batch(at: 0).data.readScalars())
  }

  @Test func aDataSetThatCannotBeReadKeepsItsError() throws {
    let locator = DatasetLocator(directory: "/nowhere/at/all")
    let dataset = CIFAR10(batchSize: 10, from: locator)
    #expect(dataset.error != nil)
    #expect(dataset.trainingCount == 0)
    #expect(throws: DatasetError.self) { try dataset.training.batches(ofEpoch: 0).batch(at: 0) }
    #expect(throws: DatasetError.self) { try CIFAR10.load(batchSize: 10, from: locator) }
  }
}
