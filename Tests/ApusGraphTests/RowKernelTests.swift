import ApusTesting
import RealModule
import Testing

@testable import ApusGraph

/// Functions of rows in C: layer normalisation and softmax. `OperationTable` compares them with the definition.
@Suite(.enabled(if: TestDevice.isAvailable, TestDevice.needed)) struct RowKernelTests {
  private static func normalized(_ operands: [Node]) -> Node {
    operands[0].normalizedRows(scale: operands[1], offset: operands[2], epsilon: 1e-5)
  }

  private static func types(_ rows: Int, _ features: Int, _ dtype: DType = .float32) -> [TensorType] {
    [TensorType(dtype, [rows, features]), TensorType(dtype, [features]), TensorType(dtype, [features])]
  }

  @Test func theyAreCalledForManyElements() throws {
    let few = try Program(tracing: Self.normalized, Self.types(10, 16)), many = try Program(tracing: Self.normalized, Self.types(500, 16))
    #expect(try !few.stableHLO().contains("@apus_normalized_rows"))
    #expect(try many.stableHLO().contains("@apus_normalized_rows"))
    #expect(try !many.stableHLO(style: .portable).contains("custom_call"))
    let double = try Program(tracing: Self.normalized, Self.types(500, 16, .float64))
    #expect(try !double.stableHLO().contains("custom_call"))
  }

  @Test func softmaxIsCalledForManyElementsOfLongRows() throws {
    func calls(_ shape: TensorShape, axis: Int, _ style: LoweringStyle = .tuned) throws -> Bool {
      let program = try Program(
        tracing: { operands in
          let y = operands[0].softmax(alongAxis: axis)
          return ReverseSweep(of: y, seed: operands[0]).gradients(withRespectTo: operands)[0] ?? y
        }, [TensorType(.float32, shape)])
      let text = try program.stableHLO(style: style)
      #expect(text.contains("@apus_softmax(") == text.contains("@apus_softmax_gradient("))
      return text.contains("@apus_softmax(")
    }
    #expect(try calls([500, 45], axis: 1))
    #expect(try !calls([500, 45], axis: 0))
    #expect(try !calls([5_000, 10], axis: 1))
    #expect(try !calls([100, 45], axis: 1))
    #expect(try !calls([500, 45], axis: 1, .portable))
  }

  /// Exponentials of all sizes, against the same in `Double`, and what is ruled out. Differences of eighths are exact.
  @Test func softmaxHasTheDigitsOfAFloat() throws {
    let x = (0..<32_000).map { (index: Int) -> Float in
      index % 64 == 3 ? -Float.infinity : Float(index % 64) * -1.75 + Float(index % 7) * 0.125
    }
    let program = try Program(tracing: { $0[0].softmax(alongAxis: 1) }, [TensorType(.float32, [500, 64])])
    let result: [Float] = try TestDevice.run(program, [HostArray(x, shape: [500, 64])])[0].array(of: Float.self)
    for start in stride(from: 0, to: 32_000, by: 64 * 37) {
      let greatest = Double(x[start..<start + 64].max() ?? 0)
      let powers = x[start..<start + 64].map { (number: Float) -> Double in Double.exp(Double(number) - greatest) }
      let sum: Double = powers.reduce(0, +)
      for (power, computed) in zip(powers, result[start..<start + 64]) {
        let expected: Double = power / sum, error: Double = abs(Double(computed) - expected)
        #expect(error <= 1e-6 * expected + 2e-38)
      }
    }
  }

  @Test func aNaNStaysInItsSoftmax() throws {
    var x = (0..<32_000).map { Float($0 % 5) }
    x[6_405] = .nan
    let program = try Program(tracing: { $0[0].softmax(alongAxis: 1) }, [TensorType(.float32, [500, 64])])
    let result = try TestDevice.run(program, [HostArray(x, shape: [500, 64])])[0].array(of: Float.self)
    #expect(result.indices.allSatisfy { result[$0].isNaN == ($0 / 64 == 100) })
  }

  @Test func aBiasIsDifferentiatedByACall() throws {
    let program = try Program(
      tracing: { operands in
        let sum = operands[0] + operands[1]
        return ReverseSweep(of: sum, seed: sum).gradients(withRespectTo: [operands[1]])[0] ?? sum
      }, [TensorType(.float32, [4, 100, 24]), TensorType(.float32, [24])])
    #expect(try program.stableHLO().contains("@apus_feature_totals"))
    #expect(try !program.stableHLO(style: .portable).contains("custom_call"))
  }

  /// A mean of squares minus the square of the mean would have no digit left.
  @Test func largeNumbersKeepTheirDigits() throws {
    let x = try HostArray((0..<10_000).map { Float(100_000 + $0 % 5) }, shape: [250, 40])
    let ones = try HostArray([Float](repeating: 1, count: 40), shape: [40]),
      zeros = try HostArray([Float](repeating: 0, count: 40), shape: [40])
    let program = try Program(tracing: Self.normalized, Self.types(250, 40))
    let result = try TestDevice.run(program, [x, ones, zeros])[0].array(of: Float.self)
    let expected = [-2, -1, 0, 1, 2].map { Float($0 / 2.00001.squareRoot()) }
    #expect(zip(result, (0..<10_000).map { expected[$0 % 5] }).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test(arguments: [Float.nan, .infinity]) func whatIsNoNumberStaysInItsRow(_ special: Float) throws {
    var numbers = (0..<20_000).map { Float($0 % 7) }
    numbers[10_001] = special
    let x = try HostArray(numbers, shape: [200, 100]), ones = try HostArray([Float](repeating: 1, count: 100), shape: [100])
    let program = try Program(tracing: Self.normalized, Self.types(200, 100))
    let result = try TestDevice.run(program, [x, ones, ones])[0].array(of: Float.self)
    #expect(result.indices.allSatisfy { result[$0].isNaN == ($0 / 100 == 100) })
  }

  @Test(arguments: [
    (NormalizedRows.target, ["4x8", "8", "9"], "epsilon = 1.0 : f64", "4x8"),
    (NormalizedRows.target, ["4x8", "8"], "epsilon = 1.0 : f64", "4x8"),
    (NormalizedRows.target, ["4x8", "8", "8"], "epsilon = 1.0 : f32", "4x8"), (NormalizedRows.target, ["4x8", "8", "8"], "", "4x8"),
    (NormalizedRows.target, ["4x8", "8", "8"], "epsilon = 1.0 : f64", "8x4"),
    (NormalizedRowsGradient.target, ["4x8", "8", "8"], "epsilon = 1.0 : f64", "4x8"),
    (NormalizedRowsGradient.target, ["4x8", "32", "8"], "epsilon = 1.0 : f64", "4x8"),
    (NormalizedRowSums.target, ["4x8", "4x9"], "epsilon = 1.0 : f64", "2x8"), (NormalizedRowSums.target, ["4x8", "4x8"], "", "2x8"),
    (Softmax.target, ["4x8"], "", "8x4"), (Softmax.target, ["4x8", "4x8"], "", "4x8"), (SoftmaxGradient.target, ["4x8", "8"], "", "4x8"),
    (FeatureTotals.target, ["4x8"], "", "9"), (FeatureTotals.target, ["4x8"], "", "1x8"),
  ])
  func aCallThatDoesNotFitIsRefused(_ target: String, _ operands: [String], _ attributes: String, _ result: String) throws {
    try CustomCallRegistry.makeKnownToPlugin(NormalizedRows.target, NormalizedRows.handler)
    try CustomCallRegistry.makeKnownToPlugin(NormalizedRowsGradient.target, NormalizedRowsGradient.handler)
    try CustomCallRegistry.makeKnownToPlugin(NormalizedRowSums.target, NormalizedRowSums.handler)
    try CustomCallRegistry.makeKnownToPlugin(Softmax.target, Softmax.handler)
    try CustomCallRegistry.makeKnownToPlugin(SoftmaxGradient.target, SoftmaxGradient.handler)
    try CustomCallRegistry.makeKnownToPlugin(FeatureTotals.target, FeatureTotals.handler)
    #expect(try TestDevice.refusal(target, operands, attributes, to: result).contains("operands that do not fit"))
  }
}
