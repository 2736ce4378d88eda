import ApusTesting
import PJRT
import Testing

@testable import ApusGraph

/// What a program takes, asked before it runs.
@Suite struct ProgramMemoryTests {
  /// Large enough for the device.
  private let type = TensorType(.float32, [512, 512])

  private func leaf(_ seed: UInt64) throws -> Node { .leaf(try HostArray.random(type, Values(-1...1), seed: seed)) }

  /// Two products, one after the other, and the sum of the last one.
  private func network(_ x: Node, _ y: Node) -> [Node] {
    let product = DotGeneral(leftContracting: [1], rightContracting: [0])
    let hidden = Node.make(product, [x, y]).tanh()
    return [Node.make(product, [hidden, y]).tanh().sum(along: [0, 1])]
  }

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed))
  func itIsWhatTheCompilerSays() throws {
    let program = try Program(tracingMany: { network($0[0], $0[1]) }, [type, type])
    let expected = try DeviceRuntime.shared.client().compile(program.stableHLO(), signature: program.signature).memoryStatistics()
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let handles = network(try leaf(1), try leaf(2)).map { Handle($0) }
      let memory = try #require(try engine.memory(of: handles.map(\.node)))
      #expect(memory.temporaryBytes == expected.temporaryBytes)
      #expect(memory.temporaryBytes >= 512 * 512 * 4)
      #expect(memory.argumentBytes == 2 * 512 * 512 * 4)
      #expect(memory.resultBytes == 4)
      #expect(memory.peakBytes == memory.argumentBytes + memory.resultBytes + memory.temporaryBytes)
    }
  }

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed))
  func theRunFindsTheProgram() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let handles = network(try leaf(1), try leaf(2)).map { Handle($0) }
      _ = try engine.memory(of: handles.map(\.node))
      #expect(engine.report.compilations.count == 1)
      #expect(engine.report.deviceExecutions == 0)
      try engine.materialize(handles.map(\.node))
      #expect(engine.report.compilations.count == 1)
      #expect(engine.report.deviceExecutions == 1)
      #expect(try engine.memory(of: handles.map(\.node)) == nil)
    }
  }

  /// What a program may write over takes no memory of its own.
  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed))
  func memoryThatIsGivenAwayHoldsAResult() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let product = DotGeneral(leftContracting: [1], rightContracting: [0])
      func next(_ x: Node) -> Handle { Handle(Node.make(product, [x, x]).tanh()) }
      let first = next(try leaf(1))
      // The first value is the host's, the second one the device's alone.
      #expect(try engine.memory(of: [first.node])?.resultBytes == type.byteCount)
      try engine.materialize([first.node])
      let second = next(first.node)
      #expect(try engine.memory(of: [second.node])?.resultBytes == 0)
    }
  }

  @Test func onTheHostItIsWhatThePlanHolds() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let x = Node.leaf(try HostArray.random(TensorType(.float32, [100]), Values(-1...1), seed: 1))
      let sum = Handle(x.tanh().tanh().sum(along: [0]))
      let memory = try #require(try engine.memory(of: [sum.node]))
      #expect(engine.report.compilations.isEmpty)
      #expect(memory.argumentBytes == 400)
      #expect(memory.resultBytes == 4)
      // Two results of 400 bytes, each of which has a place whose size is a multiple of 64.
      #expect((400...2 * 512).contains(memory.temporaryBytes))
    }
  }
}
