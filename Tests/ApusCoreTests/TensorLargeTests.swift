import ApusCore
import Testing

/// A large tensor, which XLA computes where there is a plugin, row by row against two of its rows, which the host computes.
@Suite struct TensorLargeTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let function: @Sendable (Tensor<Float>) -> Tensor<Float>
    var testDescription: String { name }

    init(_ name: String, _ function: @escaping @Sendable (Tensor<Float>) -> Tensor<Float>) {
      self.name = name
      self.function = function
    }
  }

  static let rows: [Row] = [
    Row("activations") { relu($0) + elu($0) * selu($0) - softplus($0) / hardSwish($0 + 9) + mish($0) * relu6($0) },
    Row("statistics") { ($0 - $0.mean(alongAxes: 1)) / $0.standardDeviation(alongAxes: 1) + $0.logSumExp(alongAxes: 1) },
    Row("softmax") { softmax($0) - logSoftmax($0) },
    Row("choices") { $0.replacing(with: -1, where: $0 .> 0.5 .|| .!($0 .>= -2)).clipped(min: -1.5, max: 0.25) },
    Row("slices") { $0[0..., (0..<512) .. (-3)] * $0[..., 100..<271] },
    Row("writes") { x in
      var y = x
      y[0..., (0..<512) .. 2] = x[0..., ..<256] * 2
      y[..., 7] = x[..., 8]
      return y
    },
    Row("shapes") { $0.tiled(multiples: [1, 2]).reversed(inAxes: 1).padded(forSizes: [(0, 0), (1, 2)], with: 3) },
    Row("gradients") { x in gradient(at: x) { (softmax($0) * relu($0) + pow($0, 2) * $0[..., 0..<1]).sum() } },
    Row("one hot") { Tensor(oneHotAtIndices: $0.argmax(squeezingAxis: 1), depth: 512) },
  ]

  @Test(arguments: rows)
  func rowsAreTheSameAlone(_ row: Row) throws {
    let x = Tensor<Float>(randomNormal: [512, 512], seed: 21)
    let large = try row.function(x).evaluated()
    let found = large[0..<512 .. 511], alone = row.function(x[0..<512 .. 511])
    #expect(found.shape == alone.shape)
    try expectClose(found, try alone.readScalars().map(Double.init), tolerance: 2e-5)
  }
}
