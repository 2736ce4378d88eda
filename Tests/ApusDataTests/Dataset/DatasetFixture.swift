import ApusData
import Foundation

/// What the programs of `Fixtures/` wrote: results of TensorFlow and pixels read by Pillow.
struct DatasetFixture: Decodable {
  struct Windows: Decodable, Sendable {
    let count, size, shift, stride: Int
    let drop: Bool
    let result: [[Int]]
  }
  struct Padded: Decodable, Sendable {
    let lengths: [Int]
    let size: Int
    let drop: Bool
    let result: [[[Int32]]]
  }
  struct Bucketed: Decodable, Sendable {
    let lengths, boundaries, sizes: [Int]
    let drop: Bool
    let result: [[[Int32]]]
  }
  struct Interleaved: Decodable, Sendable {
    let lengths: [Int]
    let cycle, block: Int
    let result: [Int]
  }
  struct Sharded: Decodable, Sendable {
    let count, index, shards: Int
    let result: [Int]
  }
  struct Batched: Decodable, Sendable {
    let count, size: Int
    let drop: Bool
    let result: [[Int]]
  }
  struct Repeated: Decodable, Sendable {
    let count, times: Int
    let result: [Int]
  }
  let windows: [Windows]
  let padded: [Padded]
  let bucketed: [Bucketed]
  let interleaved: [Interleaved]
  let sharded: [Sharded]
  let batched: [Batched]
  let repeated: [Repeated]

  struct Image: Decodable, Sendable {
    let shape: [Int]
    let pixels: [UInt8]
  }

  static let tensorFlow = Result { try read("datasets.json", as: DatasetFixture.self) }
  static let images = Result { try read("images.json", as: [String: Image].self) }

  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../Fixtures/\(name)").standardized.path
  }

  private static func read<Content: Decodable>(_ name: String, as _: Content.Type) throws -> Content {
    try JSONDecoder().decode(Content.self, from: Data(contentsOf: URL(fileURLWithPath: path(name))))
  }
}

/// A folder that is gone when `body` is done.
func withTemporaryFolder<Result>(_ body: (_ path: String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}
