import Apus

/// CIFAR-10 in batches: 50,000 color photographs of ten kinds of things for training, 10,000 for validation, 32 by 32 pixels.
///
///     let dataset = CIFAR10(batchSize: 128)
///     print(dataset.trainingCount, try dataset.validation.batch(at: 0).data.shape)   // 50000 [128, 32, 32, 3]
///
/// Each channel is normalized by the mean and the deviation that it has over all training images. `CIFAR10Files` says where the files
/// come from.
public struct CIFAR10: ImageClassificationData {
  private let contents: ImageClassificationContents

  /// Reads CIFAR-10 from where `DatasetLocator` finds it, downloading what is missing. Files that cannot be had or read are kept as
  /// `error`, which training throws.
  public init(batchSize: Int, on device: Device = .default) { self.init(batchSize: batchSize, on: device, from: DatasetLocator()) }

  /// - Parameters:
  ///   - locator: where to look.
  ///   - seed: decides the order of the training images in every epoch, and how they are augmented.
  ///   - augmentation: how training images are changed from epoch to epoch; `nil` leaves them as they are.
  public init(
    batchSize: Int, on device: Device = .default, from locator: DatasetLocator, seed: UInt64 = 0, augmentation: ImageAugmentation? = nil
  ) {
    contents = ImageClassificationContents(
      normalization: CIFAR10Files.normalization, augmentation: augmentation, batchSize: batchSize, device: device, seed: seed
    ) { () throws(DatasetError) in try CIFAR10Files.load(from: locator) }
  }

  /// Reads CIFAR-10, or says why it cannot be read.
  ///
  /// - Throws: `DatasetError`.
  public static func load(
    batchSize: Int, on device: Device = .default, from locator: DatasetLocator = DatasetLocator(), seed: UInt64 = 0,
    augmentation: ImageAugmentation? = nil
  ) throws(DatasetError) -> CIFAR10 {
    let dataset = CIFAR10(batchSize: batchSize, on: device, from: locator, seed: seed, augmentation: augmentation)
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
