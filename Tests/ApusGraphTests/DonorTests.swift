import Testing

@testable import ApusGraph

/// Which input gives its memory to which output.
@Suite struct DonorTests {
  private static let type = TensorType(.float32, [4])

  private func donors(_ inputCount: Int, among candidates: [Bool]? = nil, _ function: ([Node]) -> [Node]) throws -> [[Int]] {
    let program = try Program(tracingMany: function, Array(repeating: Self.type, count: inputCount))
    return program.donors(among: candidates).map { [$0.input, $0.output] }
  }

  @Test func anOutputTakesTheInputThatItIsComputedFromInPlace() throws {
    // Two moments, two parameters, a gradient: all of one type.
    func step(_ x: [Node]) -> [Node] {
      let (first, second) = (x[0] * 0.9 + x[4], x[1] * 0.9 + x[4])
      return [x[2] - first * 0.1, first, x[3] - second * 0.1, second]
    }
    #expect(try donors(5, among: [true, true, true, true], step) == [[2, 0], [0, 1], [3, 2], [1, 3]])
    #expect(try donors(5, among: [true, true, false, true], step) == [[0, 0], [3, 2], [1, 3]])
  }

  @Test func whatReadsAllOfAnInputDoesNotOverwriteIt() throws {
    #expect(try donors(1) { [Node.make(Reverse(axes: [0]), [$0[0]])] } == [])
    #expect(try donors(2) { [Node.make(Reverse(axes: [0]), [$0[0]]), $0[1] * 2] } == [[1, 1]])
  }

  @Test func whatNobodyReadsAnyMoreIsOverwritten() throws {
    #expect(try donors(1) { [$0[0].sum(along: [0]).broadcast(to: [4])] } == [[0, 0]])
    #expect(try donors(1) { [$0[0] * 2, $0[0]] } == [])
  }

  @Test func aLoopOverwritesWhatItCarries() throws {
    let results = try donors(3) { x in
      let stacked = x[2].reshaped(to: [2, 2])
      let (carry, _) = Node.scan([x[1], x[0]], over: [stacked]) { carry, _ in ([carry[0] * 2, carry[1] * 3], []) }
      return [carry[1], carry[0]]
    }
    #expect(results == [[0, 0], [1, 1]])
  }
}
