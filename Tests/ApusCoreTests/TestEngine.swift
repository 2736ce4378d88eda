import ApusCore
import Foundation

/// Whether programs can run on a device: without the XLA plugin everything runs on the host and nothing is compiled.
let isPluginInstalled = (try? DeviceRuntime.shared.client()) != nil

/// So many elements that a program with them runs on the device.
let largeShape: TensorShape = [300, 300]

/// A large tensor of numbers that the seed determines.
func large(_ seed: Int) -> Tensor<Float> { Tensor(randomUniform: largeShape, from: -1, to: 1, seed: seed) }

/// Calls `body` with the path of an empty folder and removes it afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-core-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// Runs `body` in `count` threads at once, all with `engine`, and returns the results in order.
func inThreads<Result: Sendable>(_ count: Int, _ engine: Engine, _ body: @escaping @Sendable (Int) throws -> Result) async throws
  -> [Result]
{
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    for index in 0..<count { group.addTask { (index, try withEngine(engine) { try body(index) }) } }
    return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
