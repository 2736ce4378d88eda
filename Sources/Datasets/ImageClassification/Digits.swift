import Apus

/// The bundled digits in batches: 1,437 for training, 360 for validation. They need no file and no network.
///
///     let dataset = Digits(batchSize: 32)
///     print(dataset.trainingCount, dataset.validation.sampleCount)   // 1437 360
///
/// `DigitsFile` says where they come from.
public struct Digits: ImageClassificationData {
  private let contents: ImageClassificationContents

  /// The digits as 8 by 8 pixels.
  public init(batchSize: Int, on device: Device = .default) { self.init(batchSize: batchSize, on: device, imageSize: .original) }

  /// - Parameters:
  ///   - imageSize: `.original` for 8 by 8 pixels, `.mnist` for 28 by 28 as in MNIST.
  ///   - seed: decides the order of the training images in every epoch.
  public init(batchSize: Int, on device: Device = .default, imageSize: DigitsFile.ImageSize, seed: UInt64 = 0) {
    let fullScale: UInt8 = imageSize == .original ? 16 : 255
    contents = ImageClassificationContents(
      fullScale: fullScale, batchSize: batchSize, device: device, seed: seed
    ) { () throws(DatasetError) in try DigitsFile.load(imageSize: imageSize) }
  }

  public var training: Epochs<Tensor<Float>, Tensor<Int32>> { contents.training }
  public var validation: Batches<Tensor<Float>, Tensor<Int32>> { contents.validation }
  /// The number of training images.
  public var trainingCount: Int { contents.files.training.count }
  /// The number of validation images.
  public var validationCount: Int { contents.files.test.count }
  /// The images as bytes.
  public var files: (training: ImageClassificationFiles, test: ImageClassificationFiles) { contents.files }
  /// Why the data could not be read, if the program is damaged.
  public var error: DatasetError? { contents.error }
}
