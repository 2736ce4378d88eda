import Apus

/// MNIST in batches: 60,000 handwritten digits for training, 10,000 for validation, 28 by 28 pixels.
///
///     let dataset = MNIST(batchSize: 128)
///     print(dataset.trainingCount, try dataset.validation.batch(at: 0).data.shape)   // 60000 [128, 28, 28, 1]
///
/// `MNISTFiles` says where the files come from.
public struct MNIST: ImageClassificationData {
  private let contents: ImageClassificationContents

  /// Reads MNIST from where `DatasetLocator` finds it, downloading what is missing. Files that cannot be had or read are kept as
  /// `error`, which training throws.
  public init(batchSize: Int, on device: Device = .default) { self.init(batchSize: batchSize, on: device, from: DatasetLocator()) }

  /// - Parameters:
  ///   - locator: where to look.
  ///   - seed: decides the order of the training images in every epoch.
  public init(batchSize: Int, on device: Device = .default, from locator: DatasetLocator, seed: UInt64 = 0) {
    contents = ImageClassificationContents(batchSize: batchSize, device: device, seed: seed) { () throws(DatasetError) in
      try MNISTFiles.load(from: locator)
    }
  }

  /// Reads MNIST, or says why it cannot be read.
  ///
  /// - Throws: `DatasetError`.
  public static func load(
    batchSize: Int, on device: Device = .default, from locator: DatasetLocator = DatasetLocator(), seed: UInt64 = 0
  ) throws(DatasetError) -> MNIST {
    let dataset = MNIST(batchSize: batchSize, on: device, from: locator, seed: seed)
    if let error = dataset.error { throw error }
    return dataset
  }

  public var training: Epochs<Tensor<Float>, Tensor<Int32>> { contents.training }
  public var validation: Batches<Tensor<Float>, Tensor<Int32>> { contents.validation }
  /// The number of training images.
  public var trainingCount: Int { contents.files.training.count }
  /// The number of validation images.
  public var validationCount: Int { contents.files.test.count }
  /// The images as bytes.
  public var files: (training: ImageClassificationFiles, test: ImageClassificationFiles) { contents.files }
  /// Why the data set could not be read, if it could not.
  public var error: DatasetError? { contents.error }
}
