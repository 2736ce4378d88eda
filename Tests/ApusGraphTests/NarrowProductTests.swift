import ApusTesting
import Testing

@testable import ApusGraph

/// Products of bytes by oneDNN, which are those of the converted numbers to the last bit.
@Suite(
  .enabled(if: TestDevice.isAvailable, TestDevice.needed),
  .enabled(if: OneDNN.shared != nil, "oneDNN is not installed: apt install libdnnl3, or libdnnl2")
)
struct NarrowProductTests {
  private func program(_ setting: LibraryProductTests.Setting, _ types: [TensorType]) throws -> Program {
    try Program(tracing: { .make(setting.product, $0.map { $0.converted(to: .int32) }) }, types)
  }

  /// All bytes, -128 among them; without instructions for bytes XLA multiplies the converted numbers.
  @Test(arguments: LibraryProductTests.settings) func itIsTheProductOfTheConvertedNumbers(_ setting: LibraryProductTests.Setting) throws {
    let operands = try [setting.left, setting.right].enumerated().map { index, shape in
      try HostArray.random(TensorType(.int8, shape), Values(-128...127), seed: UInt64(index + 1))
    }
    let types = operands.map(\.type), program = try program(setting, types)
    #expect(try TestDevice.difference(program, operands) == nil)
    let isNarrow = NarrowProduct(product: setting.product).library(for: types) != nil
    #expect(try program.stableHLO().contains("@apus_product") == isNarrow)
    #expect(try !program.stableHLO(style: .portable).contains("@apus_product"))
  }

  @Test func productsOfOtherNumbersStay() throws {
    let setting = LibraryProductTests.settings[4]
    for dtype in [DType.uint8, .int16, .int32] {
      #expect(
        try !program(setting, [TensorType(dtype, setting.left), TensorType(dtype, setting.right)]).stableHLO().contains("@apus_product"))
    }
    let mixed = try program(setting, [TensorType(.int8, setting.left), TensorType(.int16, setting.right)])
    #expect(try !mixed.stableHLO().contains("@apus_product"))
  }
}
