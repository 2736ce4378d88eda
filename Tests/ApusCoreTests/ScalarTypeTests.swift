import ApusTesting
import Testing

@testable import ApusCore

/// Every element type as a user meets it; the arithmetic of each is in the table of operations.
@Suite struct ScalarTypeTests {
  @Test func smallIntegersWrapAround() {
    #expect((Tensor<Int8>([127, -128]) + Tensor<Int8>([1, -1])).scalars == [-128, 127])
    #expect((Tensor<Int16>([32_767]) + 1).scalars == [-32_768])
    #expect((Tensor<UInt16>([0]) - 1).scalars == [65_535])
  }

  /// Float16 has 11 bits of precision and ends at 65,504 (IEEE 754-2019, table 3.5).
  @Test func halfPrecisionRoundsAndOverflowsAsItsFormatSays() {
    #expect(Tensor<Float16>(Tensor<Float>([2_049, 65_504, 65_520, 1 / 3])).scalars == [2_048, 65_504, .infinity, 0x1.554p-2])
    // 1 + 2⁻¹¹ + 2⁻⁴⁰ lies above the middle between 1 and 1 + 2⁻¹⁰; rounded to Float first, it would be the middle and go to even.
    #expect(Tensor<Float16>(Tensor<Double>([1 + 0x1p-11 + 0x1p-40])).scalars == [1 + 0x1p-10])
  }

  @Test func halfPrecisionIsAddedUpInFloat() {
    #expect(Tensor<Float16>(repeating: 1, shape: [4_096]).sum().scalarized() == 4_096)
    #expect(Tensor<Float16>(repeating: 16, shape: [8_192]).mean().scalarized() == 16)
  }

  @Test func halfPrecisionHasGradients() {
    let gradient = gradient(at: Tensor<Float16>([1, 2, 3])) { x in (x * x * x).sum() }
    #expect(gradient.scalars == [3, 12, 27])
  }
}
