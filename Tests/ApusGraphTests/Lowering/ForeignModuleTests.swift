import PJRT
import Testing

@testable import ApusGraph

@Suite(.enabled(if: TestDevice.isAvailable, TestDevice.needed)) struct ForeignModuleTests {
  private let text = Array(
    """
    func.func public @main(%x: tensor<3xf32>, %n: tensor<i32>) -> (tensor<3xf32>, tensor<i32>) {
      %0 = stablehlo.add %x, %x : tensor<3xf32>
      return %0, %n : tensor<3xf32>, tensor<i32>
    }
    """.utf8)
  private let types = [TensorType(.float32, [3]), TensorType(.int32, .scalar)]

  @Test func aModuleFromElsewhereIsAFunctionOfNodes() throws {
    let module = try ForeignModule(text, inputs: types, outputs: types)
    let x = Node.leaf(try HostArray([1, 2, 3] as [Float], shape: [3])), n = Node.leaf(try HostArray([7] as [Int32], shape: []))
    // A pending operand is computed first.
    let results = try module.run([x + x, n])
    #expect(try Context.local.engine.read(results[0]).array(of: Float.self) == [4, 8, 12])
    #expect(try Context.local.engine.read(results[1]).array(of: Int32.self) == [7])
  }

  @Test func operandsOfOtherTypesAreRefused() throws {
    let module = try ForeignModule(text, inputs: types, outputs: types)
    let x = Node.leaf(try HostArray([1, 2, 3] as [Int32], shape: [3]))
    #expect(throws: Mistake.operandsDiffer(operation: "module", [x.type])) { try module.run([x]) }
    #expect(throws: Mistake.self) { try module.run([x, x]) }
  }

  @Test func aModuleWithOtherTypesThanItShouldHaveIsRefused() {
    let other = TensorType(.int32, [3])
    #expect(throws: CallProblem.argumentType(index: 0, expected: BufferType(.f32, [3]), given: BufferType(.s32, [3]))) {
      try ForeignModule(text, inputs: [other, types[1]], outputs: types)
    }
    #expect(throws: CallProblem.argumentCount(expected: 2, given: 1)) { try ForeignModule(text, inputs: [types[0]], outputs: types) }
    #expect(throws: CallProblem.self) { try ForeignModule(text, inputs: types, outputs: [other, types[1]]) }
    #expect(throws: PJRTError.self) { try ForeignModule(Array("func".utf8), inputs: types, outputs: types) }
    #expect(throws: PJRTError.self) { try ForeignModule([], inputs: [], outputs: []) }
  }
}
