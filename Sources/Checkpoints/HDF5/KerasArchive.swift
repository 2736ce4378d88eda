import Archives

/// A `.keras` file: a zip archive of the architecture as JSON, and of the weights as an HDF5 file.
enum KerasArchive {
  static let weightsName = "model.weights.h5"
  private static let textNames = ["config.json", "metadata.json"]

  /// The weights, and the texts by the names of their members.
  static func contents(of archive: HeldBytes, path: String) throws(HDF5Error) -> (weights: HeldBytes, texts: [String: String]) {
    do {
      let entries = try archive.withBytes { bytes throws(ZipProblem) in try ZipArchive(bytes) }.entries
      guard let weights = entries.first(where: { $0.name == weightsName }) else {
        throw HDF5Error.notHDF5(path: path, problem: "an archive without \(weightsName)")
      }
      var texts: [String: String] = [:]
      for entry in entries where textNames.contains(entry.name) {
        let bytes = try archive.withBytes { try ZipArchive.unpack(entry, in: $0) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw HDF5Error.notHDF5(path: path, problem: "“\(entry.name)”, which is not valid UTF-8")
        }
        texts[entry.name] = text
      }
      return (try part(weights, of: archive), texts)
    } catch let error as HDF5Error {
      throw error
    } catch {
      throw .notHDF5(path: path, problem: "\(error)")
    }
  }

  /// Keras stores its members as they are, so that they need not be copied.
  private static func part(_ entry: ZipArchive.Entry, of archive: HeldBytes) throws -> HeldBytes {
    let isStored = try archive.withBytes { try ZipArchive.storedBytes(of: entry, in: $0) != nil }
    return isStored ? archive[entry.range] : HeldBytes(try archive.withBytes { try ZipArchive.unpack(entry, in: $0) })
  }
}
