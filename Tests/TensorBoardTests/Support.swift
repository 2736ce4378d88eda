import Foundation
import TensorBoard

/// Calls `body` with the path of an empty folder and removes it afterwards, whatever happens.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-tensorboard-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

func bytes(at path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

/// A writer whose clock stands still at 2023-11-14 22:13:20.
func makeWriter(_ folder: String, resumingAfterStep step: Int? = nil) throws -> SummaryWriter {
  SummaryWriter(try EventFileWriter(folder: folder, resumingAfterStep: step) { 1_700_000_000 })
}
