extension TarArchive {
  /// Reads an archive from disk, packed with gzip or not.
  ///
  /// - Throws: `DatasetError`, which names the archive, if it cannot be read or is damaged.
  init(contentsOfFile path: String) throws(DatasetError) {
    let bytes = try readUnpacked(path)
    do {
      try self.init(parsing: bytes)
    } catch {
      throw .damagedTar(path: path, error)
    }
  }
}
