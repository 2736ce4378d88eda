import Datasets

extension LabeledImages {
  /// MNIST; the bundled digits where it is not to be had, which the terminal is told.
  ///
  /// - Parameter path: the folder that the user names.
  static func digits(path: String?, batchSize: Int?, seed: UInt64) throws -> LabeledImages {
    let search = DatasetSearch(source: MNISTFiles.source) { MNIST(batchSize: batchSize ?? mnistBatchSize, from: $0, seed: seed) }
    switch try search.run(path: path) {
    case .found(let dataset): return LabeledImages(.mnist, dataset)
    case .missing(_, let text):
      print(text + ": training on the bundled digits instead. `apus doctor` says where MNIST may lie.")
      return try bundled(batchSize: batchSize ?? bundledBatchSize, seed: seed)
    }
  }

  /// The batch size of the example in Swift for TensorFlow.
  static let mnistBatchSize = 128
  /// There are few bundled digits: with steps of 128 a dozen epochs are 132 steps, and the test accuracy is 87 % instead of 92 %.
  static let bundledBatchSize = 32

  /// CIFAR-10, its training images cropped and flipped.
  ///
  /// - Parameter path: the folder or archive that the user names.
  static func cifar10(path: String?, batchSize: Int, seed: UInt64) throws -> LabeledImages {
    let search = DatasetSearch(source: CIFAR10Files.source) {
      CIFAR10(batchSize: batchSize, from: $0, seed: seed, augmentation: .cropAndFlip)
    }
    switch try search.run(path: path) {
    case .found(let dataset): return LabeledImages(.cifar10, dataset)
    case .missing(let missing, _): throw DatasetError.missing(missing)
    }
  }

  /// The images that saved weights are tested on: those of the data that they were trained on, unless the user names a folder.
  ///
  /// - Throws: `DatasetError` if they are not to be had: other images would be another test.
  static func forTesting(_ source: ImageSource, path: String?, batchSize: Int = 500) throws -> LabeledImages {
    if let path { try Folder.require(path, option: "--data") }
    let locator = DatasetLocator(directory: path, mirrors: Network.isForbidden ? [] : nil)
    switch source {
    case .digits where path == nil: return try bundled(batchSize: batchSize, seed: 0)
    case .digits, .mnist: return LabeledImages(.mnist, try MNIST.load(batchSize: batchSize, from: locator))
    case .cifar10: return LabeledImages(.cifar10, try CIFAR10.load(batchSize: batchSize, from: locator))
    }
  }

  private static func bundled(batchSize: Int, seed: UInt64) throws -> LabeledImages {
    let dataset = Digits(batchSize: batchSize, imageSize: .mnist, seed: seed)
    if let error = dataset.error { throw error }
    return LabeledImages(.digits, dataset)
  }
}
