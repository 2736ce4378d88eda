import Testing

@testable import ApusData

@Suite struct ImageAugmentationTests {
  /// One image of 3 by 4 pixels, two channels: the row, and the column, both from 1.
  private static let image: [UInt8] = (1...3).flatMap { row in (1...4).flatMap { [UInt8(row), UInt8($0)] } }

  private func pixels(_ view: ImageView) throws -> [Float] {
    let bytes = try ImageBytes(images: Self.image, labels: [0], imageShape: [3, 4, 2], fullScale: 1, normalization: nil)
    return try bytes.batch([0], device: nil) { _ in view }.data.readScalars()
  }

  @Test(arguments: [
    ImageView(), ImageView(rowShift: 1), ImageView(rowShift: -2, columnShift: 1), ImageView(columnShift: -1, isMirrored: true),
    ImageView(rowShift: 5, columnShift: -7, isMirrored: true), ImageView(isMirrored: true),
  ])
  func aViewIsAPieceOfTheImageWithABlackBorder(_ view: ImageView) throws {
    // A plain reference: the image in a border of 8, cut, then mirrored.
    var padded = [[[Float]]](repeating: [[Float]](repeating: [0, 0], count: 20), count: 19)
    for row in 0..<3 { for column in 0..<4 { padded[row + 8][column + 8] = [Float(row + 1), Float(column + 1)] } }
    let expected = (0..<3).flatMap { row -> [Float] in
      let cut = (0..<4).map { padded[row + 8 + view.rowShift][$0 + 8 + view.columnShift] }
      return (view.isMirrored ? cut.reversed() : cut).flatMap(\.self)
    }
    #expect(try pixels(view) == expected)
  }

  @Test func whatHappensToAnImageFollowsFromSeedEpochAndNumber() {
    let augmentation = ImageAugmentation.cropAndFlip
    func views(seed: UInt64, epoch: Int) -> [ImageView] {
      (0..<50).map { augmentation.view(ofImage: $0, epoch: epoch, seed: seed) }
    }
    #expect(views(seed: 1, epoch: 3) == views(seed: 1, epoch: 3))
    #expect(views(seed: 1, epoch: 3) != views(seed: 1, epoch: 4))
    #expect(views(seed: 1, epoch: 3) != views(seed: 2, epoch: 3))
    #expect(Set(views(seed: 1, epoch: 3).map(\.rowShift)).count > 1)
  }

  /// 9 places each way and two sides: 162 kinds, drawn 16,200 times. Each should come 100 times; the chi-squared statistic of 161 degrees
  /// of freedom lies within five deviations of its mean.
  @Test func everyPlaceAndSideIsAsLikely() {
    var counts: [[Int]: Int] = [:]
    for number in 0..<16_200 {
      let view = ImageAugmentation.cropAndFlip.view(ofImage: number, epoch: number % 7, seed: 5)
      counts[[view.rowShift, view.columnShift, view.isMirrored ? 1 : 0], default: 0] += 1
    }
    #expect(counts.count == 162)
    #expect(counts.keys.allSatisfy { abs($0[0]) <= 4 && abs($0[1]) <= 4 })
    let statistic = counts.values.reduce(0.0) { $0 + Double(($1 - 100) * ($1 - 100)) / 100 }
    #expect(abs(statistic - 161) < 5 * (2 * 161.0).squareRoot())
  }

  @Test func withoutPaddingAndFlipsImagesStayAsTheyAre() {
    let augmentation = ImageAugmentation(padding: 0, flips: false)
    #expect((0..<100).allSatisfy { augmentation.view(ofImage: $0, epoch: $0, seed: 1) == ImageView() })
    #expect(ImageAugmentation(padding: -3, flips: true).padding == 0)
  }

  @Test func anEpochChangesImagesAndEveryIteratorTheSameWay() throws {
    let images = (0..<30 * 64).map { UInt8(truncatingIfNeeded: $0 * 7) }
    func epochs(_ augmentation: ImageAugmentation?) -> Epochs<Tensor<Float>, Tensor<Int32>> {
      Epochs(
        images: images, labels: (0..<30).map(UInt8.init), imageShape: [8, 8, 1], augmentation: augmentation, batchSize: 30, seed: 2)
    }
    func image(_ number: Int32, epoch: Int, _ epochs: Epochs<Tensor<Float>, Tensor<Int32>>) throws -> [Float] {
      let batch = try epochs.batches(ofEpoch: epoch).batch(at: 0)
      let position = try #require(try batch.label.readScalars().firstIndex(of: number))
      return Array(try batch.data.readScalars()[position * 64..<(position + 1) * 64])
    }
    let augmented = epochs(.cropAndFlip)
    #expect(try image(3, epoch: 1, augmented) == image(3, epoch: 1, epochs(.cropAndFlip)))
    #expect(try image(3, epoch: 1, augmented) != image(3, epoch: 2, augmented))
    #expect(try image(3, epoch: 1, epochs(nil)) == image(3, epoch: 2, epochs(nil)))
  }
}
