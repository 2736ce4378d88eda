import ApusTesting
import Testing

@testable import ApusGraph

@Suite struct RecomputedTests {
  private let types = [TensorType(.float32, [1024, 128]), TensorType(.float32, [128, 128])]

  /// The gradient of eight blocks of four dense layers each.
  private func program(isRecomputed: Bool) throws -> Program {
    let product = DotGeneral(leftContracting: [1], rightContracting: [0])
    return try Program(
      tracingMany: { arguments in
        var x = arguments[0]
        for _ in 0..<8 {
          let first = Node.currentID
          let made = (0..<4).reduce(x) { x, _ in Node.make(product, [x, arguments[1]]).tanh() }
          x = isRecomputed ? Node.recomputed([made], since: first)[0] : made
        }
        return ReverseSweep(of: x.sum(along: [0, 1])).gradients(withRespectTo: arguments).compactMap(\.self)
      }, types)
  }

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed))
  func itTakesLessMemoryAndComputesTheSame() throws {
    let client = try DeviceRuntime.shared.client()
    let programs = try [false, true].map { try program(isRecomputed: $0) }
    let memory = try programs.map { try client.compile($0.stableHLO(), signature: $0.signature).memoryStatistics().temporaryBytes }
    // 5.8 MB instead of 16.8.
    #expect(2 * memory[1] < memory[0], "\(memory)")
    let inputs = try types.map { try HostArray.random($0, Values(-0.1...0.1), seed: UInt64($0.shape[0])) }
    let results = try programs.map { try TestDevice.run($0, inputs)[0] }
    #expect(try Tolerance(factor: 16, floor: 1).difference(results[0], results[1]) == nil)
  }
}
