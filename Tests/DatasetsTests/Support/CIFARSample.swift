import Foundation

@testable import Datasets

/// The archive that `Fixtures/make-cifar10.py` writes: 20 training and 10 test images.
enum CIFARSample {
  static let archive = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/cifar-10-binary.tar.gz").path

  /// The byte of an image, counted through the archive, at a row, a column and a channel.
  static func byte(_ image: Int, _ row: Int, _ column: Int, _ channel: Int) -> UInt8 {
    UInt8((10 * image + 5 * row + 3 * column + 80 * channel) % 256)
  }

  /// The bytes of an image, channels last.
  static func image(_ number: Int) -> [UInt8] {
    (0..<32).flatMap { row in (0..<32).flatMap { column in (0..<3).map { byte(number, row, column, $0) } } }
  }

  /// The six files in the archive, by their names without the folder.
  static func members() throws -> [String: [UInt8]] {
    let files = try TarArchive(contentsOfFile: archive).files
    return Dictionary(uniqueKeysWithValues: files.map { (URL(fileURLWithPath: $0).lastPathComponent, Array($1)) })
  }
}
