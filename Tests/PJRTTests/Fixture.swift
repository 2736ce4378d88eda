import Foundation
import Testing

@testable import PJRT

/// What the tests of this module share: one plugin, one client, small programs.
enum Fixture {
  static let isAvailable = (try? Plugin.locate()) != nil
  static let needed: Comment = "needs the XLA plugin: Scripts/install-plugin"

  private static let plugins = Result { try Plugin(path: Plugin.locate().path) }
  private static let clients = Result { try Client(plugin: plugins.get()) }

  static func plugin() throws -> Plugin { try plugins.get() }
  static func client() throws -> Client { try clients.get() }

  static let vector = BufferType(.f32, [4])

  /// A program that adds its two vectors and doubles the first, with attributes on its arguments.
  static func sumAndDouble(_ first: String = "", _ second: String = "") -> String {
    """
    func.func @main(%a: tensor<4xf32>\(attributes(first)), %b: tensor<4xf32>\(attributes(second))) -> (tensor<4xf32>, tensor<4xf32>) {
      %sum = stablehlo.add %a, %b : tensor<4xf32>
      %double = stablehlo.add %a, %a : tensor<4xf32>
      return %sum, %double : tensor<4xf32>, tensor<4xf32>
    }
    """
  }

  static func compiledSumAndDouble(_ first: String = "", _ second: String = "") throws -> Executable {
    try client().compile(
      sumAndDouble(first, second), signature: ExecutableSignature(inputs: [vector, vector], outputs: [vector, vector]))
  }

  /// A program of one argument and one result with one operation between.
  static func unary(_ operation: String, _ type: String = "tensor<4xf32>") -> String {
    """
    func.func @main(%a: \(type)) -> \(type) {
      %result = \(operation)
      return %result : \(type)
    }
    """
  }

  private static func attributes(_ text: String) -> String { text.isEmpty ? "" : " {\(text)}" }
}

extension Client {
  func buffer(_ values: [Float], device: Int = 0) throws -> Buffer {
    let storage = try AlignedStorage(values)
    return try buffer(copying: storage.pointer, type: BufferType(.f32, [values.count]), device: device)
  }
}

extension AlignedStorage {
  convenience init(_ values: [Float]) throws {
    try self.init(byteCount: values.count * 4)
    values.withUnsafeBytes { bytes.copyMemory(from: $0) }
  }

  var floats: [Float] { Array(bytes.bindMemory(to: Float.self)) }
}

extension Buffer {
  var floats: [Float] {
    get throws { try withUnsafeBytes { Array($0.bindMemory(to: Float.self)) } }
  }

  var address: UInt {
    get throws { try withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }
  }
}

/// Calls `body` with a folder of its own and removes the folder afterwards.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "PJRTTests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
