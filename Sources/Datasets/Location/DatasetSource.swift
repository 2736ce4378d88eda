/// What has to be known about a data set to find it or to download it.
///
/// ```swift
/// let letters = DatasetSource(
///   name: "letters", title: "Letters",
///   files: [DatasetFile(name: "letters.csv.gz", byteCount: 812_004, sha256: "b2a6…")],
///   mirrors: ["https://example.org/letters/"])
/// let paths = try DatasetLocator().files(of: letters)
/// ```
public struct DatasetSource: Sendable, Equatable {
  /// The name of the data set's folder, such as `mnist`.
  public let name: String
  /// The name that people know, such as `MNIST`.
  public let title: String
  /// All files that make up the data set.
  public let files: [DatasetFile]
  /// The addresses of folders that hold all files, the publisher's own first.
  public let mirrors: [String]
  /// Lists of paths any of which does as well as `files`: what an archive unpacks to. They are not downloaded.
  public let unpacked: [[String]]

  /// A data set of the given files.
  public init(name: String, title: String, files: [DatasetFile], mirrors: [String], unpacked: [[String]] = []) {
    self.name = name
    self.title = title
    self.files = files
    self.mirrors = mirrors
    self.unpacked = unpacked
  }
}
