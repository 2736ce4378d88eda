import ApusTesting
import Testing

@testable import ApusGraph

/// `HostProgram` against `Program.evaluate`, bit for bit.
@Suite struct HostProgramTests {
  /// Every NaN is the same, because which one of two operands gives it is the processor's choice.
  private func bits(_ array: HostArray) throws -> [UInt64] {
    try array.doubles().map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
  }

  private func run(_ program: HostProgram, _ inputs: [HostArray]) throws -> [HostArray] {
    try program.run(inputs.map { NodeValue(host: $0) }).map { try $0.hostArray() }
  }

  private func expectEqual(_ program: Program, _ inputs: [HostArray], _ comment: @autoclosure () -> String) throws {
    let program = try program.expandingComposites()
    let (expected, actual) = (try program.evaluate(inputs), try run(HostProgram(program), inputs))
    #expect(actual.map(\.type) == expected.map(\.type), "\(comment())")
    for (actual, expected) in zip(actual, expected) { #expect(try bits(actual) == bits(expected), "\(comment())") }
  }

  @Test(arguments: OperationTable.rows)
  func everyOperationGivesTheBitsOfItsReference(_ row: OperationRow) throws {
    for trial in try row.trials() {
      try expectEqual(Program(tracing: trial.apply, trial.operands.map(\.type)), trial.operands, "\(trial)")
    }
  }

  /// Formulas in which numbers, repeated elements, other shapes of the same elements and totals meet in all orders.
  @Test(arguments: [DType.float32, .float64, .int32]) func formulasByChance(_ dtype: DType) throws {
    for seed in 0..<60 {
      var generator = SplitMix(seed: UInt64(seed))
      let inputs = try [[3, 4], [], [12], [1, 1]].enumerated().map { index, shape in
        try HostArray.random(TensorType(dtype, TensorShape(shape)), Values(1...3), seed: UInt64(seed * 4 + index))
      }
      func step(_ nodes: [Node]) -> Node {
        let (a, b) = (nodes.randomElement(using: &generator) ?? nodes[0], nodes.randomElement(using: &generator) ?? nodes[0])
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: return a.shape.contiguousSize == b.shape.contiguousSize ? a.reshaped(to: b.shape) + b : a + b.sum(along: Array(0..<b.rank))
        case 1: return a.rank == 2 ? a.sum(along: [0]) : a.sum(along: Array(0..<a.rank))
        case 2: return a * Double(Int.random(in: 1...3, using: &generator))
        case 3: return a.like(2) * a.like(3) - a
        case 4: return -a
        case 5: return .make(Identity(), [a])
        case 6: return .maximum(a, a.like(2))
        case 7: return a.rank == 0 ? a.broadcast(to: [3, 4]) : a - a.sum(along: Array(0..<a.rank))
        default: return a.zeros
        }
      }
      var outputs: [Node] = []
      let program = try Program(
        tracingMany: { arguments in
          var nodes = arguments
          for _ in 0..<12 { nodes.append(step(nodes)) }
          outputs = nodes
          return nodes
        }, inputs.map(\.type))
      #expect(outputs.allSatisfy { $0.diagnosis == nil })
      try expectEqual(program, inputs, "seed \(seed)")
    }
  }

  @Test func arraysWithoutElementsAreComputed() throws {
    let empty = try HostArray(uninitialized: TensorType(.float32, [0, 3]))
    let program = try Program(tracingMany: { [$0[0] * 2 + 1, $0[0].sum(along: [0, 1]), $0[0].like(3)] }, [empty.type])
    try expectEqual(program, [empty], "no elements")
  }

  /// A caller may change the memory of its inputs afterwards.
  @Test func outputsThatAreInputsAreCopies() throws {
    let input = try HostArray([1, 2] as [Float], shape: [2])
    let program = try Program(tracingMany: { [$0[0].reshaped(to: [2, 1]), $0[0]] }, [input.type])
    let results = try run(HostProgram(program), [input])
    #expect(results.map(\.type.shape) == [[2, 1], [2]])
    #expect(results.allSatisfy { $0.pointer != input.pointer && $0.array(of: Float.self) == [1, 2] })
  }

  /// A run does not see what another one has left.
  @Test func aProgramRunsAgainAndAgain() throws {
    let type = TensorType(.float32, [3])
    let program = try HostProgram(Program(tracingMany: { [($0[0] * $0[0] + 1).sum(along: [0])] }, [type]))
    let results = try (0..<4).map { try run(program, [.repeating(Float($0), shape: [3])])[0].array(of: Float.self) }
    #expect(results == [[3], [6], [15], [30]])
  }

  /// Only as many results have a place as are needed at the same time.
  @Test func memoryIsUsedAgain() throws {
    let type = TensorType(.float32, [16])
    let chain = try Program(tracingMany: { inputs in [(0..<1000).reduce(inputs[0]) { node, _ in node + inputs[0] }] }, [type])
    #expect(try HostPlan(chain).blockSize == 128)
  }
}
