extension Dataset where Element == LabeledData<Tensor<Float>, Tensor<Int32>> {
  /// Labelled images that stay bytes until they are needed: `batched` gathers, augments and scales a batch in one pass.
  ///
  ///     let training = Dataset(
  ///       images: pixels, labels: classes, imageShape: [32, 32, 3], augmentation: .cropAndFlip, seed: 7
  ///     ).shuffled(seed: 7).batched(64)
  ///
  /// Images are `[height, width, channels]` with values from 0 to 1, unless they are normalized; labels are scalars.
  ///
  /// - Parameters:
  ///   - images: all pixels, `[count, height, width, channels]`, last axis fastest.
  ///   - labels: a class for each image.
  ///   - imageShape: `[height, width, channels]`.
  ///   - fullScale: the byte that becomes 1.
  ///   - normalization: what is done to each channel afterwards.
  ///   - augmentation: how images are changed from epoch to epoch, in their bytes.
  ///   - seed: of the augmentation.
  public init(
    images: [UInt8], labels: [UInt8], imageShape: [Int], fullScale: UInt8 = 255, normalization: ImageNormalization? = nil,
    augmentation: ImageAugmentation? = nil, seed: UInt64 = 0
  ) {
    let bytes: ImageBytes
    do {
      bytes = try ImageBytes(images: images, labels: labels, imageShape: imageShape, fullScale: fullScale, normalization: normalization)
    } catch {
      self.init(failingWith: error)
      return
    }
    @Sendable func batch(_ numbers: [Int], _ epoch: Int) throws -> Element {
      try bytes.batch(numbers, epoch: epoch, augmentation: augmentation, seed: seed, device: nil)
    }
    self.init(
      .indexed(
        Indexed(length: .finite(bytes.count)) {
          try batch($0, $1)
        } element: { index, epoch in
          let one = try batch([index], epoch)
          let element = LabeledData(data: one.data.squeezingShape(at: 0), label: one.label.squeezingShape(at: 0))
          try element.data.evaluated()
          try element.label.evaluated()
          return element
        }), "\(bytes.count) images")
  }
}
