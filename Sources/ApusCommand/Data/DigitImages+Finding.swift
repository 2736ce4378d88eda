import Datasets
import Foundation
import TrainingLoop

extension DigitImages {
  /// MNIST from the folder that the user names, or from where it is found or downloaded to; the bundled digits where it is not to be
  /// had. Says on the terminal if it downloads, or falls back.
  ///
  /// - Throws: `CommandError.noFolder`, or `DatasetError` for a folder that lacks files and for files that are damaged.
  static func find(folder: String?, batchSize: Int, seed: UInt64) throws -> DigitImages {
    if let folder {
      try Folder.require(folder, option: "--data")
      return DigitImages(try MNIST.load(batchSize: batchSize, from: DatasetLocator(directory: folder), seed: seed))
    }
    do {
      return DigitImages(try MNIST.load(batchSize: batchSize, from: DatasetLocator(mirrors: []), seed: seed))
    } catch  where error.missing != nil {
      if isOffline {
        print("MNIST is not on this machine, and APUS_OFFLINE forbids downloading: training on the bundled digits instead.")
        return try bundled(batchSize: batchSize, seed: seed)
      }
      return try download(batchSize: batchSize, seed: seed)
    }
  }

  /// `APUS_OFFLINE=1` keeps the program off the network.
  private static var isOffline: Bool { !(ProcessInfo.processInfo.environment["APUS_OFFLINE"] ?? "").isEmpty }

  private static func download(batchSize: Int, seed: UInt64) throws -> DigitImages {
    let byteCount = MNISTFiles.source.files.reduce(0) { $0 + $1.byteCount }
    Terminal.write("MNIST is not on this machine: downloading \(NumberText.byteCount(byteCount)) … ")
    do {
      let dataset = try MNIST.load(batchSize: batchSize, seed: seed)
      print("done")
      return DigitImages(dataset)
    } catch {
      // A pattern with a payload in the `catch` crashes the compiler of Swift 6.3.
      guard let missing = error.missing else { throw error }
      let reason = missing.attempts.first.map { "\($0.failure)" } ?? "no address"
      print("failed (\(oneLine(reason))); training on the bundled digits instead. `apus doctor` says where MNIST may lie.")
      return try bundled(batchSize: batchSize, seed: seed)
    }
  }

  /// The images that saved weights were trained on.
  static func find(_ source: Source, folder: String?, batchSize: Int) throws -> DigitImages {
    source == .digits && folder == nil
      ? try bundled(batchSize: batchSize, seed: 0) : try find(folder: folder, batchSize: batchSize, seed: 0)
  }
}

extension DatasetError {
  /// What is missing, if that is what is wrong.
  fileprivate var missing: MissingDataset? {
    if case .missing(let missing) = self { missing } else { nil }
  }
}
