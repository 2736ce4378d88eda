import Testing

@testable import ApusGraph

/// The functions with which others gather and scatter.
@Suite struct IndexingTests {
  private func numbers(_ count: Int, _ shape: TensorShape) throws -> HostArray {
    try HostArray((0..<Int32(count)).map { $0 }, shape: shape)
  }

  private func indices(_ values: [Int32], _ shape: TensorShape) throws -> HostArray { try HostArray(values, shape: shape) }

  private func applied(_ inputs: [HostArray], _ function: ([Node]) -> Node) throws -> HostArray {
    try computed(inputs) { [function($0)] }[0]
  }

  @Test func gatheringTakesSlicesAlongAnAxis() throws {
    let x = try numbers(24, [2, 3, 4]), places = try indices([2, 0, -5, 9], [2, 2])
    for axis in 0..<3 {
      let result = try applied([x, places]) { $0[0].gathering(atIndices: $0[1], alongAxis: axis) }
      var shape = x.type.shape
      shape.replaceSubrange(axis..<axis + 1, with: [2, 2])
      #expect(result.type.shape == shape)
      let last = x.type.shape[axis] - 1, strides = x.type.shape.rowMajorStrides
      var expected: [Int32] = []
      forEachPosition(shape) { _, position in
        let index = max(0, min(last, [2, 0, -5, 9][position[axis] * 2 + position[axis + 1]]))
        let source = position[..<axis] + [index] + position[(axis + 2)...]
        expected.append(Int32(zip(source, strides).reduce(0) { $0 + $1.0 * $1.1 }))
      }
      #expect(result.array() == expected)
    }
  }

  @Test func aScalarIndexTakesOneSlice() throws {
    let result = try applied([numbers(6, [2, 3]), indices([1], [])]) { $0[0].gathering(atIndices: $0[1]) }
    #expect(result.type.shape == [3] && result.array() == [3, 4, 5] as [Int32])
  }

  @Test func batchesGatherEachFromTheirOwn() throws {
    let x = try numbers(12, [2, 3, 2]), places = try indices([2, 0, 1, 1], [2, 2])
    let result = try applied([x, places]) { $0[0].batchGathering(atIndices: $0[1]) }
    #expect(result.type.shape == [2, 2, 2] && result.array() == [4, 5, 0, 1, 8, 9, 8, 9] as [Int32])
    let last = try applied([x, indices([1, 0], [2])]) { $0[0].batchGathering(atIndices: $0[1], alongAxis: 2) }
    #expect(last.type.shape == [2, 3] && last.array() == [1, 3, 5, 6, 8, 10] as [Int32])
  }

  @Test func scatteringLeavesOutWhatIsBeyondAnEnd() throws {
    let x = try numbers(3, [3]), places = try indices([2, -1, 0, 3, 2], [5]), values = try indices([10, 20, 30, 40, 50], [5])
    #expect(try applied([x, places, values]) { $0[0].scatterAdding($0[2], atIndices: $0[1]) }.array() == [30, 1, 62] as [Int32])
    #expect(try applied([x, places, values]) { $0[0].scatterReplacing($0[2], atIndices: $0[1]) }.array() == [30, 1, 50] as [Int32])
  }

  @Test func anEmbeddingsGradientAddsUpItsRows() throws {
    let table = try HostArray([Double](repeating: 1, count: 6), shape: [3, 2]), words = try indices([1, 1, 7], [3])
    let gradient = try applied([table, words]) { operands in
      let rows = operands[0].gathering(atIndices: operands[1])
      return ReverseSweep(of: rows.sum(along: [0, 1])).gradients(withRespectTo: [operands[0]])[0] ?? rows
    }
    // The last index counted as 2.
    #expect(gradient.array() == [0, 0, 2, 2, 1, 1] as [Double])
  }

  @Test func oneHotIsOneAtTheIndex() throws {
    let result = try applied([indices([1, -1, 0, 3], [2, 2])]) { $0[0].oneHot(depth: 3, as: .float32) }
    #expect(result.type == TensorType(.float32, [2, 2, 3]))
    #expect(result.array() == [0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0] as [Float])
  }

  @Test func axesAndIndicesThatDoNotFitAreRefused() {
    let x = Node.placeholder(TensorType(.float32, [3])), places = Node.placeholder(TensorType(.int32, [2]))
    #expect(x.gathering(atIndices: places, alongAxis: 1).diagnosis?.mistake == .axisOutOfRange(operation: "gather", axis: 1, shape: [3]))
    #expect(
      x.gathering(atIndices: x).diagnosis?.mistake
        == .unsupportedDType(operation: "gather", .float32, expected: "indices of Int32 or Int64"))
    #expect(
      x.batchGathering(atIndices: places, alongAxis: 0).diagnosis?.mistake
        == .axisOutOfRange(operation: "gather", axis: 0, shape: [3]))
    #expect(
      x.scatterAdding(x, atIndices: places).diagnosis?.mistake
        == .attribute(operation: "scatter", problem: "values of shape [3] do not fit indices of shape [2]", operand: [3]))
    #expect(
      x.oneHot(depth: 3, as: .float32).diagnosis?.mistake
        == .unsupportedDType(operation: "oneHot", .float32, expected: "integers, and a depth of at least 0"))
  }
}
