import Testing

@testable import PJRT

@Suite("Buffer types")
struct BufferTypeTests {
  @Test(arguments: zip(ElementType.allCases, [1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 2]))
  func elementsHaveTheirWidth(element: ElementType, width: Int) {
    #expect(element.byteWidth == width)
  }

  @Test(arguments: [([], 4), ([0], 0), ([2, 3], 24), ([1, 0, 5], 0), ([Int.max / 4], Int.max / 4 * 4)] as [([Int], Int)])
  func byteCountIsTheProduct(dimensions: [Int], count: Int) throws {
    #expect(try BufferType(.f32, dimensions).byteCount == count)
  }

  @Test(arguments: [[-1], [2, -3], [Int.max], [1 << 40, 1 << 40], [1 << 40, 1 << 40, 0]])
  func impossibleDimensionsAreRefused(dimensions: [Int]) {
    let type = BufferType(.f32, dimensions)
    #expect(throws: CallProblem.impossibleType(type)) { try type.byteCount }
  }

  @Test func typesPrintAsTheInterfaceNamesThem() {
    #expect(BufferType(.bf16, [2, 3]).description == "bf16[2,3]")
    let signature = ExecutableSignature(inputs: [BufferType(.f32, [2]), BufferType(.s32)], outputs: [BufferType(.pred)])
    #expect(signature.description == "(f32[2], s32[]) -> (pred[])")
  }
}
