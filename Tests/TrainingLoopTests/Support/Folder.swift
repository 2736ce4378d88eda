import Foundation

/// Runs `body` with a folder of its own, which is gone afterwards.
func withTemporaryFolder<R>(_ body: (_ path: String) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

func contents(of path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
