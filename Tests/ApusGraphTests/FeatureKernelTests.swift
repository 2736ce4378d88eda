import ApusTesting
import PJRT
import Testing

@testable import ApusGraph

/// Sums over everything but the features by functions in C. `OperationTable` compares them with the definition.
@Suite(.enabled(if: TestDevice.isAvailable, TestDevice.needed)) struct FeatureKernelTests {
  @Test func theyAreCalledForManyElements() throws {
    let few = try Program(tracing: { $0[0].featureMoments() }, [TensorType(.float32, [100, 3])])
    let many = try Program(tracing: { $0[0].featureMoments() }, [TensorType(.float32, [10_000, 3])])
    #expect(try !few.stableHLO().contains("@apus_feature_moments"))
    #expect(try many.stableHLO().contains("@apus_feature_moments"))
    #expect(try !many.stableHLO(style: .portable).contains("@apus_feature_moments"))
  }

  /// A mean of squares minus the square of the mean would have no digit left.
  @Test func theVarianceOfLargeNumbersIsExact() throws {
    let numbers = (0..<30_000).map { Float(100_000 + $0 % 5) }
    let x = try HostArray(numbers, shape: [10_000, 3])
    let program = try Program(tracing: { $0[0].featureMoments() }, [x.type])
    let moments = try TestDevice.run(program, [x])[0].array(of: Float.self)
    #expect(moments == [100_002, 100_002, 100_002, 2, 2, 2])
  }

  @Test(arguments: [Float.nan, .infinity]) func whatIsNoNumberStaysInItsFeature(_ special: Float) throws {
    var numbers = [Float](repeating: 1, count: 20_000)
    numbers[10_001] = special
    let x = try HostArray(numbers, shape: [10_000, 2])
    let program = try Program(tracing: { $0[0].featureMoments() }, [x.type])
    let moments = try TestDevice.run(program, [x])[0].array(of: Float.self)
    #expect(moments[0] == 1 && moments[2] == 0)
    #expect(!moments[1].isFinite && moments[3].isNaN)
  }

  @Test(arguments: [
    ("apus_feature_moments", ["4x8"], "2x7"), ("apus_feature_moments", ["4x8", "4x8"], "2x8"), ("apus_feature_moments", ["4x8"], "8"),
    ("apus_feature_sums", ["4x8", "4x8"], "2x8"), ("apus_feature_sums", ["4x8", "4x9", "8"], "2x8"),
    ("apus_feature_sums", ["4x8", "4x8", "9"], "2x8"), ("apus_feature_sums", ["4x8", "32", "8"], "2x8"),
  ])
  func aCallThatDoesNotFitIsRefused(_ target: String, _ operands: [String], _ result: String) throws {
    try CustomCallRegistry.makeKnownToPlugin(FeatureMoments.target, FeatureMoments.handler)
    try CustomCallRegistry.makeKnownToPlugin(FeatureSums.target, FeatureSums.handler)
    #expect(try TestDevice.refusal(target, operands, to: result).contains("operands that do not fit"))
  }
}
