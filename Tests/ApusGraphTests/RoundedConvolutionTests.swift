import ApusTesting
import Testing

@testable import ApusGraph

/// Convolutions whose operands are rounded to 16 bits: with a filter of one element, 1, the result is the rounded input.
@Suite struct RoundedConvolutionTests {
  /// What neither type has: more digits, and numbers below the least of `Float16` in full precision, and below its least of all.
  private static let numbers: [Float] = [0, 1, 3.14159274, -1.2345678, 1e-5 / 3, -7e-8, 6.2e-5, 2e-8, 65_000]

  @Test(arguments: [DType.bfloat16, .float16])
  func theRoundedInputIsMultiplied(_ dtype: DType) throws {
    let expected = Self.numbers.map { dtype == .bfloat16 ? Float(BFloat16($0)) : Float(Float16($0)) }
    #expect(try program(dtype).evaluate(operands())[0].array() == expected)
  }

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed), arguments: [DType.bfloat16, .float16])
  func onTheDeviceTheRoundingIsNotTakenOut(_ dtype: DType) throws {
    let program = try program(dtype)
    #expect(try TestDevice.run(program, operands())[0].array(of: Float.self) == program.evaluate(operands())[0].array(of: Float.self))
  }

  private func program(_ dtype: DType) throws -> Program {
    try Program(tracing: { .make(Convolution([.init()], roundedTo: dtype), $0) }, operands().map(\.type))
  }

  private func operands() throws -> [HostArray] {
    [try HostArray(Self.numbers, shape: [1, Self.numbers.count, 1]), try HostArray([Float(1)], shape: [1, 1, 1])]
  }
}
