import Datasets
import Foundation
import TrainingLoop

/// A data set looked for where the user says, or on this machine and then in the network.
struct DatasetSearch<Images: ImagesFromFiles> {
  enum Outcome {
    case found(Images)
    /// It is nowhere; the text says so with the reason, as a sentence that goes on.
    case missing(MissingDataset, text: String)
  }

  let source: DatasetSource
  let load: (DatasetLocator) -> Images

  /// - Parameter path: the folder or archive that the user names. Nothing else is looked at then.
  /// - Throws: `CommandError.noFolder`, or `DatasetError` for files that are damaged and for a folder that lacks some.
  func run(path: String?) throws -> Outcome {
    if let path {
      try Folder.require(path, option: "--data")
      return .found(try checked(load(DatasetLocator(directory: path))))
    }
    // The error as a value: a `catch` with a condition crashes the compiler of Swift 6.3 where the error's type is known.
    let local = load(DatasetLocator(mirrors: []))
    guard let missing = local.error?.missing else { return .found(try checked(local)) }
    if Network.isForbidden {
      return .missing(missing, text: "\(source.title) is not on this machine, and APUS_OFFLINE forbids downloading")
    }
    return try download()
  }

  private func download() throws -> Outcome {
    let byteCount = source.files.reduce(0) { $0 + $1.byteCount }
    Terminal.write("\(source.title) is not on this machine: downloading \(NumberText.byteCount(byteCount)) … ")
    let dataset = load(DatasetLocator())
    guard let missing = dataset.error?.missing else {
      print("done")
      return .found(try checked(dataset))
    }
    let reason = missing.attempts.first.map { "\($0.failure)" } ?? "no address"
    return .missing(missing, text: "failed (\(oneLine(reason)))")
  }

  private func checked(_ images: Images) throws -> Images {
    if let error = images.error { throw error }
    return images
  }
}

/// `APUS_OFFLINE=1` keeps the program off the network.
enum Network {
  static var isForbidden: Bool { !(ProcessInfo.processInfo.environment["APUS_OFFLINE"] ?? "").isEmpty }
}

extension DatasetError {
  /// What is missing, if that is what is wrong.
  fileprivate var missing: MissingDataset? {
    if case .missing(let missing) = self { missing } else { nil }
  }
}
