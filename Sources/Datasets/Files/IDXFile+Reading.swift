extension IDXFile {
  /// Reads an IDX file from disk, packed with gzip or not; the file's first bytes decide, not its name.
  ///
  /// ```swift
  /// let labels = try IDXFile(contentsOfFile: "mnist/t10k-labels-idx1-ubyte.gz")
  /// print(labels.dimensions)  // [10000]
  /// ```
  ///
  /// - Throws: `DatasetError`, which names the file, if it cannot be read, is damaged, or is not IDX.
  public init(contentsOfFile path: String) throws(DatasetError) {
    let bytes = try readUnpacked(path)
    do {
      try self.init(parsing: bytes)
    } catch {
      throw .damagedIDX(path: path, error)
    }
  }
}
