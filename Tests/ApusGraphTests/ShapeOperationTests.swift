import Testing

@testable import ApusGraph

/// The functions with which others cut, pad and join.
@Suite struct ShapeOperationTests {
  private func numbers(_ count: Int, _ shape: TensorShape) throws -> HostArray {
    try HostArray((0..<Int32(count)).map { $0 }, shape: shape)
  }

  private func applied(_ inputs: [HostArray], _ function: ([Node]) -> Node) throws -> [Int32] {
    try computed(inputs) { [function($0)] }[0].array()
  }

  @Test func slicingTakesEveryFewElements() throws {
    let x = try numbers(12, [3, 4])
    #expect(try applied([x]) { $0[0].sliced(from: [1, 0], to: [3, 4], strides: [1, 3]) } == [4, 7, 8, 11])
    #expect(try applied([x]) { $0[0].sliced(1..<3, alongAxis: 1) } == [1, 2, 5, 6, 9, 10])
  }

  @Test func slicingAndPaddingNothingGiveTheNodeItself() {
    let x = Node.placeholder(TensorType(.int32, [3, 4]))
    #expect(x.sliced(from: [0, 0], to: [3, 4]) === x)
    #expect(x.padded(low: [0, 0], high: [0, 0]) === x)
    #expect(Node.concatenated([x], alongAxis: 1) === x)
  }

  @Test func paddingPutsElementsAroundAndBetween() throws {
    let x = try numbers(3, [3]), value = try HostArray([Int32(9)], shape: [])
    #expect(try applied([x, value]) { $0[0].padded(low: [1], high: [2], interior: [1], with: $0[1]) } == [9, 0, 9, 1, 9, 2, 9, 9])
    #expect(try applied([x]) { $0[0].padded(low: [-1], high: [1]) } == [1, 2, 0])
  }

  @Test func rangesThatDoNotFitAreRefused() {
    let x = Node.placeholder(TensorType(.float32, [3]))
    #expect(
      x.padded(low: [0, 0], high: [0, 0]).diagnosis?.mistake
        == .attribute(operation: "pad", problem: "[0, 0], [0, 0], [0, 0] do not name one padding for each axis", operand: [3]))
    #expect(x.sliced(0..<1, alongAxis: 2).diagnosis?.mistake == .axisOutOfRange(operation: "slice", axis: 2, shape: [3]))
    #expect(
      x.sliced(from: [0], to: [4]).diagnosis?.mistake
        == .attribute(operation: "slice", problem: "the range 0..<4 leaves axis 0", operand: [3]))
  }

  @Test func stackingMakesAnAxis() throws {
    let x = try numbers(2, [2]), y = try HostArray([Int32(7), 8], shape: [2])
    #expect(try applied([x, y]) { .stacked($0, alongAxis: 0) } == [0, 1, 7, 8])
    #expect(try applied([x, y]) { .stacked($0, alongAxis: 1) } == [0, 7, 1, 8])
    let node = Node.placeholder(x.type), other = Node.placeholder(TensorType(.int32, [3]))
    #expect(Node.stacked([node, node, node], alongAxis: 1).shape == [2, 3])
    #expect(Node.stacked([node], alongAxis: 2).diagnosis?.mistake == .axisOutOfRange(operation: "stack", axis: 2, shape: [2]))
    #expect(Node.stacked([node, other], alongAxis: 0).diagnosis?.mistake == .operandsDiffer(operation: "stack", [node.type, other.type]))
    #expect(
      Node.stacked([], alongAxis: 0).diagnosis?.mistake
        == .operandCount(operation: "stack", given: 0, expected: "at least one operand"))
  }

  @Test func joiningNothingIsRefused() {
    #expect(
      Node.concatenated([], alongAxis: 0).diagnosis?.mistake
        == .operandCount(operation: "concatenate", given: 0, expected: "at least one operand"))
  }

  @Test func blocksMoveInsideWhereTheyReachBeyondAnEnd() throws {
    let x = try numbers(5, [5]), block = try HostArray([Int32(7), 8], shape: [2])
    for (start, slice, updated) in [
      (-4, [0, 1], [7, 8, 2, 3, 4]), (2, [2, 3], [0, 1, 7, 8, 4]), (9, [3, 4], [0, 1, 2, 7, 8]),
    ] as [(Int32, [Int32], [Int32])] {
      let start = try HostArray([start], shape: [])
      #expect(try applied([x, start]) { $0[0].dynamicSlice(at: [$0[1]], sizes: [2]) } == slice)
      #expect(try applied([x, start, block]) { $0[0].updated(with: $0[2], at: [$0[1]]) } == updated)
    }
  }

  @Test func bitsStayAsTheyAre() throws {
    let x = try HostArray([Float(1), -2, .infinity], shape: [3])
    let bits = try computed([x]) { [$0[0].bitcast(to: .uint32)] }[0].array(of: UInt32.self)
    #expect(bits == [0x3f80_0000, 0xc000_0000, 0x7f80_0000])
  }
}
