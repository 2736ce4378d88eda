import Foundation

extension DatasetLocator {
  /// Downloads what the last searched place lacks, if that place is the cache, and returns the paths of all files.
  func download(_ source: DatasetSource, searched: [MissingDataset.Place]) throws(DatasetError) -> [String] {
    // A search always has a place; the cache stands in for the one that cannot be missing.
    let destination = searched.last?.directory ?? "\(cache)/\(source.name)"
    let mayDownload = searched.last?.reason == .cache
    let addresses = mayDownload ? mirrors ?? source.mirrors : []

    var paths: [String] = []
    for file in source.files {
      if let path = existingPath(of: file, in: destination) {
        paths.append(path)
        continue
      }
      switch fetch(file, from: addresses, into: destination) {
      case .success(let path):
        paths.append(path)
      case .failure(let attempts):
        let wanted = source.files.filter { existingPath(of: $0, in: destination) == nil }
        throw .missing(
          MissingDataset(
            title: source.title, places: searched, attempts: attempts.list, destination: destination, wanted: wanted,
            unpacked: source.unpacked))
      }
    }
    return paths
  }

  /// The path under which a folder holds the file, packed or unpacked.
  func existingPath(of file: DatasetFile, in directory: String) -> String? {
    file.acceptedNames.lazy.map { "\(directory)/\($0)" }.first(where: isFile)
  }

  func isFile(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
  }

  private struct FailedAttempts: Error {
    var list: [MissingDataset.Attempt] = []
  }

  /// Tries one address after the other.
  private func fetch(_ file: DatasetFile, from addresses: [String], into directory: String) -> Result<String, FailedAttempts> {
    var attempts = FailedAttempts()
    for folder in addresses {
      let address = (folder.hasSuffix("/") ? folder : folder + "/") + file.name
      do {
        return .success(try VerifiedDownload(file: file, address: address, directory: directory, timeouts: timeouts).run())
      } catch {
        attempts.list.append(MissingDataset.Attempt(address: address, failure: error))
      }
    }
    return .failure(attempts)
  }
}
