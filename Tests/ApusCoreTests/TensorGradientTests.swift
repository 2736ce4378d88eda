import ApusCore
import Testing

/// Gradients and second derivatives of what is made of several operations, against central differences.
@Suite struct TensorGradientTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let function: @Sendable (Tensor<Double>) -> Tensor<Double>
    var testDescription: String { name }

    init(_ name: String, _ function: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>) {
      self.name = name
      self.function = function
    }
  }

  /// None of the numbers lies at a bend of a function below.
  static let x = Tensor<Double>([[0.4, -1.3, 2.2], [-0.6, 1.7, 0.9]])

  static let rows: [Row] = [
    Row("relu", relu), Row("relu6") { relu6($0 * 4) }, Row("leakyRelu", leakyRelu), Row("elu", elu), Row("selu", selu),
    Row("sigmoid", sigmoid), Row("logSigmoid", logSigmoid), Row("softplus", softplus), Row("softsign", softsign), Row("swish", swish),
    Row("mish", mish), Row("hardSigmoid", hardSigmoid), Row("hardSwish", hardSwish), Row("gelu", gelu),
    Row("exact gelu") { gelu($0, approximate: false) },
    Row("exp2", exp2), Row("log2") { log2($0 + 2) }, Row("log1mexp") { log1mexp($0 - 3) }, Row("squared") { $0.squared() },
    Row("pow 3") { pow($0, 3) }, Row("pow 2.5") { pow($0 + 2, 2.5) }, Row("power of a number") { pow(2, $0) },
    Row("clipped") { $0.clipped(min: -1, max: 1) },
    Row("softmax", softmax), Row("softmax along axis 0") { softmax($0, alongAxis: 0) }, Row("logSoftmax", logSoftmax),
    Row("mean") { $0.squared().mean() }, Row("mean along axes") { exp($0).mean(alongAxes: 0) },
    Row("variance") { $0.variance(squeezingAxes: 1) }, Row("standardDeviation") { $0.standardDeviation(alongAxes: -1) },
    Row("logSumExp") { $0.logSumExp(squeezingAxes: 0) }, Row("product") { $0.product(squeezingAxes: 1) },
    Row("max") { ($0 * $0).max(squeezingAxes: 1) }, Row("min") { exp($0).min(squeezingAxes: 0) },
    Row("reshaped") { $0.reshaped(to: [3, 2]).squared() }, Row("transposed") { $0.transposed() * $0.transposed().reversed(inAxes: 0) },
    Row("tiled") { $0.squared().tiled(multiples: [2, 1]) }, Row("broadcasted") { exp($0).broadcasted(to: [2, 2, 3]) },
    Row("unbroadcasted") { $0.squared().unbroadcasted(to: [2, 1]) }, Row("split") { $0.split(count: 3, alongAxis: 1)[1].squared() },
    Row("stacked") { Tensor(stacking: [$0, $0 * $0], alongAxis: 1) }, Row("concatenated") { $0 ++ exp($0) },
    Row("padded") { ($0 * $0).padded(forSizes: [(before: 1, after: 0), (before: 0, after: 2)]) },
    Row("gathering") { $0.squared().gathering(atIndices: Tensor([2, 0, 2]), alongAxis: 1) },
    Row("matmul") { matmul($0, $0, transposed: true) }, Row("matmul of the transpose") { matmul($0, transposed: true, $0) },
    Row("dot") { dot($0[0], $0[1]) },
  ]

  @Test(arguments: rows)
  func gradientEqualsDifferences(_ row: Row) throws { try expectGradient(of: row.function, at: Self.x) }

  @Test func bendsTakeTheLeftSide() throws {
    for function in [relu, leakyRelu, elu, relu6] as [(Tensor<Float>) -> Tensor<Float>] {
      let slopes = gradient(at: Tensor<Float>([-1, 0, 1])) { function($0).sum() }
      #expect(slopes[1] == gradient(at: Tensor<Float>(-1e-20)) { function($0) })
      #expect(slopes[2] == Tensor(1))
    }
  }

  @Test func activationsStayFiniteFarOut() throws {
    let far = Tensor<Float>([-1000, 1000])
    for function in [relu, elu, selu, sigmoid, softplus, swish, mish, softsign, gelu, hardSwish] as [(Tensor<Float>) -> Tensor<Float>] {
      #expect(function(far).isFinite.all())
      #expect(gradient(at: far) { function($0).sum() }.isFinite.all())
    }
    #expect(gradient(at: far) { logSigmoid($0).sum() } == Tensor([1, 0]))
  }

  @Test func aNaNIsNotHidden() throws {
    let nan = Tensor<Float>([.nan])
    for function in [relu, relu6, leakyRelu, elu, selu, softplus, hardSigmoid] as [(Tensor<Float>) -> Tensor<Float>] {
      #expect(function(nan).isNaN.all())
    }
  }
}
