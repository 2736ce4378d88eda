import Foundation

/// Finds the files of a data set on this machine, and downloads them if they are nowhere.
///
/// The places, in order; the first that has all files of the data set is taken, and files of different places are never mixed:
/// 1. `directory`, if the program names one. Then it is the only place, and nothing is downloaded: a folder named in a program means that
///    folder.
/// 2. `$APUS_DATASETS/<name>`, then `$APUS_DATASETS` itself.
/// 3. `~/.cache/apus/datasets/<name>`; files that are missing there are downloaded into it.
///
/// A file that was put somewhere by hand may differ from the published one (a smaller selection, say) and may be unpacked; it is held to
/// its format by whoever reads it. A download is held to the published size and SHA-256.
///
/// ```swift
/// let paths = try DatasetLocator().files(of: MNISTFiles.source)
/// print(paths[0])  // /home/ada/.cache/apus/datasets/mnist/train-images-idx3-ubyte.gz
/// ```
public struct DatasetLocator: Sendable {
  /// The only folder to look in, or nil to look in the usual places. For a data set that is one file it may be that file.
  public var directory: String?
  /// The environment that `APUS_DATASETS` is read from.
  public var environment: [String: String]
  /// The folder that holds one folder per downloaded data set.
  public var cache: String
  /// Addresses to download from instead of the data set's own; an empty array forbids downloading.
  public var mirrors: [String]?
  /// How long a download may take.
  public var timeouts: DownloadTimeouts

  /// `~/.cache/apus/datasets`.
  public static var defaultCache: String {
    FileManager.default.homeDirectoryForCurrentUser.path + "/.cache/apus/datasets"
  }

  /// A search with the process's environment and the user's cache, unless told otherwise.
  public init(
    directory: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    cache: String = DatasetLocator.defaultCache,
    mirrors: [String]? = nil,
    timeouts: DownloadTimeouts = DownloadTimeouts()
  ) {
    self.directory = directory
    self.environment = environment
    self.cache = cache
    self.mirrors = mirrors
    self.timeouts = timeouts
  }

  /// The paths of the data set's files, in the order of `source.files`, or of one of the lists in `source.unpacked`.
  ///
  /// Waits for the network if a download is needed.
  ///
  /// - Throws: `DatasetError.missing`, which says where the files were looked for, why the download failed, and which file to put where.
  public func files(of source: DatasetSource) throws(DatasetError) -> [String] {
    if let directory, source.files.count == 1, isFile(directory) { return [directory] }
    var searched: [MissingDataset.Place] = []
    for (folder, reason) in places(of: source) {
      let found = source.files.map { existingPath(of: $0, in: folder) }
      let paths = found.compactMap(\.self)
      if paths.count == source.files.count { return paths }
      let unpacked = source.unpacked.map { $0.map { "\(folder)/\($0)" } }
      if let paths = unpacked.first(where: { $0.allSatisfy(isFile) }) { return paths }
      let lacking = zip(source.files, found).filter { $0.1 == nil }.map(\.0)
      searched.append(MissingDataset.Place(directory: folder, reason: reason, lacking: lacking))
    }
    return try download(source, searched: searched)
  }

  private func places(of source: DatasetSource) -> [(directory: String, reason: MissingDataset.Reason)] {
    if let directory { return [(directory, .named)] }
    let root = environment["APUS_DATASETS"].flatMap { $0.isEmpty ? nil : $0 }
    let named = root.map { root in
      [("\(root)/\(source.name)", MissingDataset.Reason.environment), (root, MissingDataset.Reason.environment)]
    }
    return (named ?? []) + [("\(cache)/\(source.name)", .cache)]
  }
}
