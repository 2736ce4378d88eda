extension Epochs where Input == Tensor<Float>, Target == Tensor<Int32> {
  /// Epochs over labelled images that stay bytes until they are needed: a batch is gathered, augmented and scaled in one pass.
  ///
  ///     let epochs = Epochs(
  ///       images: pixels, labels: classes, imageShape: [32, 32, 3], augmentation: .cropAndFlip, batchSize: 64, seed: 7)
  ///
  /// Batches are `[batch, height, width, channels]` with values from 0 to 1, unless they are normalized, and labels `[batch]`.
  ///
  /// - Parameters:
  ///   - images: all pixels, `[count, height, width, channels]`, last axis fastest.
  ///   - labels: a class for each image.
  ///   - imageShape: `[height, width, channels]`.
  ///   - fullScale: the byte that becomes 1.
  ///   - normalization: what is done to each channel afterwards.
  ///   - augmentation: how images are changed from epoch to epoch, in their bytes: a border is black also where channels are normalized.
  ///   - device: where the batches are to lie.
  public init(
    images: [UInt8], labels: [UInt8], imageShape: [Int], fullScale: UInt8 = 255, normalization: ImageNormalization? = nil,
    augmentation: ImageAugmentation? = nil, batchSize: Int, seed: UInt64?, device: DeviceID? = nil
  ) {
    let bytes: ImageBytes
    do {
      bytes = try ImageBytes(images: images, labels: labels, imageShape: imageShape, fullScale: fullScale, normalization: normalization)
    } catch {
      self.init(failingWith: error)
      return
    }
    self.init(sampleCount: bytes.count, batchSize: batchSize, seed: seed) { samples, epoch in
      try bytes.batch(samples, epoch: epoch, augmentation: augmentation, seed: seed ?? 0, device: device)
    }
  }
}
