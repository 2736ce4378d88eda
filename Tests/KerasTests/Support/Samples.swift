import Foundation
@testable import Keras

/// Noisy points of a parabola, as in the guide "TensorFlow basics".
enum Parabola {
  static let x = Tensor<Float>(linearSpaceFrom: -2, to: 2, count: 201)
  static func y(seed: Int) -> Tensor<Float> { x * x + 2 * x - 5 + Tensor(randomNormal: [201], seed: seed) }

  static func model() -> Model {
    Model {
      Lambda { x in Tensor(stacking: [x, x * x], alongAxis: 1) }
      Dense(units: 1)
    }
  }
}

/// Two classes of points in the plane: those whose coordinates have one sign, and the others.
enum Quadrants {
  static let x = Tensor<Float>(randomUniform: [96, 2], from: -1, to: 1, seed: 2)
  static var y: Tensor<Int32> { Tensor<Int32>((x[0..., 0] * x[0..., 1]) .> 0) }
}

extension Model {
  /// The bits of all tensors of the layers.
  func bits() throws -> [[UInt32]] {
    var nodes: [Node] = []
    network.visit { _, parameter in nodes.append(parameter.node) }
    return try nodes.map { try Tensor<Float>($0).readScalars().map(\.bitPattern) }
  }
}

func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-keras-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}
