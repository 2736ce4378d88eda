/// One published file of a data set.
public struct DatasetFile: Sendable, Equatable {
  /// The file's name at its publisher, such as `train-images-idx3-ubyte.gz`.
  public let name: String
  /// The size of the published file.
  public let byteCount: Int
  /// The SHA-256 of the published file, as 64 lowercase hexadecimal digits.
  public let sha256: String

  /// A file as its publisher has it. A download that has another size or another checksum is thrown away.
  public init(name: String, byteCount: Int, sha256: String) {
    self.name = name
    self.byteCount = byteCount
    self.sha256 = sha256
  }

  /// The names under which the file is accepted on disk: as published, then unpacked.
  var acceptedNames: [String] {
    name.hasSuffix(".gz") ? [name, String(name.dropLast(3))] : [name]
  }
}
