import Foundation

/// Files written by the formats' own tools, which lie beside the package where its developers have them.
enum SharedSamples {
  static let folder = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../../shared/samples").standardizedFileURL.path

  static var exist: Bool { FileManager.default.fileExists(atPath: folder) }
}
