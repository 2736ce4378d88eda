import ApusTesting
import Testing

@testable import ApusGraph

@Suite struct GraphTests {
  /// A chain so long that any recursion over it would overflow the stack: making, differentiating, running and freeing it.
  @Test func aMillionNodesAreDifferentiatedComputedAndFreed() throws {
    let x = Node.placeholder(TensorType(.float64, .scalar)), one = x.like(1)
    let result = (0..<1_000_000).reduce(x) { sum, _ in sum + one }
    let gradient = try #require(ReverseSweep(of: result, seed: x.like(3)).gradients(withRespectTo: [x])[0])
    let program = try Linearization(outputs: [result, gradient], arguments: [x]).program
    #expect(program.instructions.count == 1_000_002)
    #expect(ExecutionPath(for: program) == .host)
    let values = try program.evaluate([HostArray([5.0], shape: .scalar)])
    #expect(try values.map { try $0.doubles() } == [[1_000_005], [3]])
  }

  @Test(arguments: [0, 10_000]) func nodesAreSortedByAgeHoweverFarApartTheyAre(_ distance: Int) {
    let nodes = (0..<20).map { _ in
      for _ in 0..<distance / 20 { _ = Node.constant(0, TensorType(.float32, .scalar)) }
      return Node.constant(1, TensorType(.float32, .scalar))
    }
    var generator = SplitMix(seed: 1)
    var shuffled = nodes.shuffled(using: &generator)
    shuffled.sortByAge()
    #expect(shuffled.map(\.id) == nodes.map(\.id))
    // One that is there twice stays twice.
    shuffled = [nodes[3], nodes[0], nodes[3], nodes[2], nodes[0]]
    shuffled.sortByAge()
    #expect(shuffled.map(\.id) == [0, 0, 2, 3, 3].map { nodes[$0].id })
    shuffled = []
    shuffled.sortByAge()
    #expect(shuffled.isEmpty)
  }

  @Test func equalStructuresHaveEqualKeys() throws {
    let key = try structureKey { $0.exp() * $0 }
    #expect(try structureKey { $0.exp() * $0 } == key)
    #expect(try structureKey { $0 * $0.exp() } != key)
  }

  @Test func constantsAreNoPartOfTheStructure() throws {
    #expect(try structureKey { $0 * 2 } == structureKey { $0 * 3 })
  }

  @Test func everyAttributeIsPartOfTheStructure() throws {
    let types = [TensorType(.float32, [2, 4, 4, 1]), TensorType(.float32, [1, 1, 1, 1])]
    let keys = try [(0, 0), (0, 1), (1, 0)].map { padding in
      try structureKey(types) { .make(Convolution([.init(padding: padding), .init()]), $0) }
    }
    #expect(Set(keys).count == 3)
    #expect(try structureKey { $0.sum(along: [0]) } != structureKey { $0.sum(along: [1]) })
    #expect(try structureKey { $0.max(along: [0]) } != structureKey { $0.min(along: [0]) })
  }

  @Test func shapesAndElementTypesArePartOfTheStructure() throws {
    let types: [TensorType] = [
      TensorType(.float32, [2, 3]), TensorType(.float32, [3, 2]), TensorType(.float32, [6]), TensorType(.float32, [2, 3, 1]),
      TensorType(.float64, [2, 3]), TensorType(.int32, [2, 3]),
    ]
    #expect(try Set(types.map { try structureKey([$0]) { $0[0] + $0[0] } }).count == types.count)
  }

  @Test func aMistakeSpreadsAndKeepsItsLine() throws {
    let a = Node.constant(1, TensorType(.float32, [2, 3])), b = Node.constant(1, TensorType(.float32, [4]))
    let wrong = a + b
    let line = #line - 1
    let later = (wrong.exp() * a).sum(along: [0, 1]).converted(to: .float64)
    let diagnosis = try #require(later.diagnosis)
    #expect(diagnosis == wrong.diagnosis)
    #expect(diagnosis.mistake == .notBroadcastable(operation: "add", left: [2, 3], right: [4]))
    #expect(diagnosis.site?.file.hasSuffix("ApusGraphTests/GraphTests.swift") == true)
    #expect(diagnosis.site?.line == line)
  }

  @Test func theFirstOfTwoMistakesIsKept() {
    let a = Node.constant(1, TensorType(.float32, [2])), truth = Node.constant(1, TensorType(.bool, [2]))
    let first = truth.exp(), second = a + Node.constant(1, TensorType(.float32, [3]))
    #expect((first * second).diagnosis == first.diagnosis)
    #expect(ReverseSweep(of: first).gradients(withRespectTo: [a])[0]?.diagnosis == first.diagnosis)
  }

  private func structureKey(_ function: (Node) -> Node) throws -> StructureKey {
    try structureKey([TensorType(.float32, [2, 3])]) { function($0[0]) }
  }

  private func structureKey(_ types: [TensorType], _ function: ([Node]) -> Node) throws -> StructureKey {
    let arguments = types.map { Node.placeholder($0) }
    return try Linearization(outputs: [function(arguments)], arguments: arguments).key
  }
}
