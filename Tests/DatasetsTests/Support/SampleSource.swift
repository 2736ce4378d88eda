import Foundation

@testable import Datasets

/// A data set of two tiny files.
enum SampleSource {
  static let first = [UInt8]("the first file".utf8)
  static let second = [UInt8]("the second".utf8)

  static func source(mirrors: [String] = []) -> DatasetSource {
    DatasetSource(name: "sample", title: "Sample", files: [file("one.gz", first), file("two.txt", second)], mirrors: mirrors)
  }

  /// A data set of the first file only.
  static func single(mirrors: [String] = []) -> DatasetSource {
    DatasetSource(name: "sample", title: "Sample", files: [file("one.gz", first)], mirrors: mirrors)
  }

  static func file(_ name: String, _ bytes: [UInt8]) -> DatasetFile {
    DatasetFile(name: name, byteCount: bytes.count, sha256: sha256Hex(of: Data(bytes)))
  }
}
