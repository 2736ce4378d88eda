import ApusData
import Testing

struct ImageEpochsTests {
  /// Three images of 1 by 2 pixels and one channel.
  private let images: [UInt8] = [0, 255, 51, 102, 153, 204]

  @Test func bytesBecomeNumbersFromZeroToOne() throws {
    let batch = try Epochs(images: images, labels: [7, 8, 9], imageShape: [1, 2, 1], batchSize: 3, seed: nil).batches(ofEpoch: 0).batch(
      at: 0)
    #expect(batch.data.shape == TensorShape(3, 1, 2, 1))
    #expect(try batch.data.readScalars() == images.map { Float($0) / 255 })
    #expect(try batch.label.readScalars() == [7, 8, 9])
  }

  @Test func theFullScaleBecomesOne() throws {
    let epochs = Epochs(images: [0, 4, 8, 16], labels: [1], imageShape: [2, 2, 1], fullScale: 16, batchSize: 1, seed: nil)
    #expect(try epochs.batches(ofEpoch: 0).batch(at: 0).data.readScalars() == [0, 0.25, 0.5, 1])
  }

  @Test func shuffledImagesKeepTheirLabels() throws {
    let epochs = Epochs(
      images: (0..<100).map(UInt8.init), labels: (0..<100).map(UInt8.init), imageShape: [1, 1, 1], batchSize: 32, seed: 3)
    let batches = try epochs.batches(ofEpoch: 1).collected()
    let labels = try batches.flatMap { try $0.label.readScalars() }
    #expect(labels.sorted() == Array(0..<100))
    #expect(labels != labels.sorted())
    #expect(try batches.flatMap { try $0.data.readScalars() } == labels.map { Float($0) / 255 })
  }

  @Test func pixelsThatDoNotFillTheImagesMakeEpochsThatThrow() {
    let epochs = Epochs(images: [1, 2, 3], labels: [0, 1], imageShape: [1, 2, 1], batchSize: 2, seed: nil)
    #expect("\(String(describing: epochs.error))".contains("3 pixels are not 2 images"))
  }
}
