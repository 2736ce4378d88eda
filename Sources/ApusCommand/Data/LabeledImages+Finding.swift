import Datasets
import Foundation
import TrainingLoop

extension DigitImages {
  /// MNIST from the folder that the user names, or from where it is found or downloaded to; the bundled digits where it is not to be
  /// had. Says on the terminal if it downloads, or falls back.
  ///
  /// - Throws: `CommandError.noFolder`, or `DatasetError` for a folder that lacks files and for files that are damaged.
  static func find(folder: String?, batchSize: Int?, seed: UInt64) throws -> DigitImages {
    if let folder {
      try Folder.require(folder, option: "--data")
      return DigitImages(try MNIST.load(batchSize: batchSize ?? mnistBatchSize, from: DatasetLocator(directory: folder), seed: seed))
    }
    // The error as a value: a `catch` with a condition crashes the compiler of Swift 6.3 where the error's type is known.
    let dataset = MNIST(batchSize: batchSize ?? mnistBatchSize, from: DatasetLocator(mirrors: []), seed: seed)
    guard let error = dataset.error else { return DigitImages(dataset) }
    guard error.missing != nil else { throw error }
    if isOffline {
      print("MNIST is not on this machine, and APUS_OFFLINE forbids downloading: training on the bundled digits instead.")
      return try bundled(batchSize: batchSize, seed: seed)
    }
    return try download(batchSize: batchSize, seed: seed)
  }

  /// The batch size of the example in Swift for TensorFlow.
  static let mnistBatchSize = 128
  /// There are few bundled digits: with steps of 128 a dozen epochs are 132 steps, and the test accuracy is 87 % instead of 92 %.
  static let bundledBatchSize = 32

  /// `APUS_OFFLINE=1` keeps the program off the network.
  private static var isOffline: Bool { !(ProcessInfo.processInfo.environment["APUS_OFFLINE"] ?? "").isEmpty }

  private static func download(batchSize: Int?, seed: UInt64) throws -> DigitImages {
    let byteCount = MNISTFiles.source.files.reduce(0) { $0 + $1.byteCount }
    Terminal.write("MNIST is not on this machine: downloading \(NumberText.byteCount(byteCount)) … ")
    let dataset = MNIST(batchSize: batchSize ?? mnistBatchSize, from: DatasetLocator(), seed: seed)
    guard let error = dataset.error else {
      print("done")
      return DigitImages(dataset)
    }
    guard let missing = error.missing else { throw error }
    let reason = missing.attempts.first.map { "\($0.failure)" } ?? "no address"
    print("failed (\(oneLine(reason))); training on the bundled digits instead. `apus doctor` says where MNIST may lie.")
    return try bundled(batchSize: batchSize, seed: seed)
  }

  /// The images that saved weights are tested on: those of the data that they were trained on, unless the user names a folder.
  ///
  /// - Throws: `DatasetError` if they are not to be had: other digits would be another test.
  static func find(_ source: Source, folder: String?, batchSize: Int) throws -> DigitImages {
    if let folder { try Folder.require(folder, option: "--data") }
    if source == .digits, folder == nil { return try bundled(batchSize: batchSize, seed: 0) }
    let locator = DatasetLocator(directory: folder, mirrors: isOffline ? [] : nil)
    return DigitImages(try MNIST.load(batchSize: batchSize, from: locator))
  }
}

extension DatasetError {
  /// What is missing, if that is what is wrong.
  fileprivate var missing: MissingDataset? {
    if case .missing(let missing) = self { missing } else { nil }
  }
}
