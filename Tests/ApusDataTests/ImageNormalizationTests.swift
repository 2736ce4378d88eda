import ApusData
import Testing

@Suite struct ImageNormalizationTests {
  private func epochs(
    _ normalization: ImageNormalization?, imageShape: [Int] = [1, 2, 2], fullScale: UInt8 = 255
  ) -> Epochs<Tensor<Float>, Tensor<Int32>> {
    Epochs(
      images: [0, 255, 51, 102], labels: [1], imageShape: imageShape, fullScale: fullScale, normalization: normalization, batchSize: 1,
      seed: nil)
  }

  @Test func eachChannelIsMovedByItsMeanAndDividedByItsDeviation() throws {
    let pixels = try epochs(ImageNormalization(mean: [0.5, 0.25], standardDeviation: [0.5, 2])).batches(ofEpoch: 0).batch(at: 0).data
      .readScalars()
    let expected: [Float] = [(0 - 0.5) / 0.5, (1 - 0.25) / 2, (0.2 - 0.5) / 0.5, (0.4 - 0.25) / 2]
    for (pixel, number) in zip(pixels, expected) { #expect(abs(pixel - number) < 1e-6) }
    #expect(pixels.count == 4)
  }

  @Test(arguments: [
    (ImageNormalization(mean: [0.5], standardDeviation: [1]), "do not normalize 2 channels"),
    (ImageNormalization(mean: [0.5, 0.5], standardDeviation: [1]), "do not normalize 2 channels"),
    (ImageNormalization(mean: [0.5, 0.5], standardDeviation: [1, 0]), "cannot be normalized"),
    (ImageNormalization(mean: [0.5, .nan], standardDeviation: [1, 1]), "cannot be normalized"),
    (ImageNormalization(mean: [0.5, 0.5], standardDeviation: [1, .infinity]), "cannot be normalized"),
  ])
  func numbersThatDoNotFitMakeEpochsThatThrow(_ normalization: ImageNormalization, text: String) {
    #expect("\(String(describing: epochs(normalization).error))".contains(text))
  }

  @Test(arguments: [[4], [2, 2], [1, 1, 2, 2], [-1, -2, 2], [Int.max, 2, 2]])
  func shapesThatAreNotThoseOfImagesMakeEpochsThatThrow(_ imageShape: [Int]) {
    #expect("\(String(describing: epochs(nil, imageShape: imageShape).error))".contains("are not 1 images of shape"))
  }
}
