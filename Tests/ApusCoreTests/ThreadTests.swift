import ApusCore
import Testing

/// Several threads on one engine, and on the same values.
@Suite struct ThreadTests {
  private static let shapes: [TensorShape] = isPluginInstalled ? [[8], largeShape] : [[8]]

  @Test(arguments: shapes)
  func eightThreadsGetTheirOwnValues(_ shape: TensorShape) async throws {
    let sums = try await inThreads(8, Engine(diskCache: nil)) { index in
      var x = Tensor(repeating: Float(index), shape: shape)
      for _ in 0..<5 { x = try (x * 2 + 1).evaluated() }
      return try x.readScalars()
    }
    for (index, sum) in sums.enumerated() { #expect(sum == Array(repeating: Float(32 * index + 31), count: shape.contiguousSize)) }
  }

  @Test(arguments: shapes)
  func aTraceThatTwoThreadsReadIsComputedOnce(_ shape: TensorShape) async throws {
    for _ in 0..<20 {
      let engine = Engine(diskCache: nil)
      let x = withEngine(engine) { Tensor<Float>(repeating: 3, shape: shape) * 2 + 1 }
      let values = try await inThreads(2, engine) { _ in try x.readScalars() }
      #expect(values == Array(repeating: Array(repeating: 7, count: shape.contiguousSize), count: 2))
      #expect(engine.report.deviceExecutions + engine.report.hostExecutions == 1)
    }
  }

  /// Each thread builds on what the others may be computing just then.
  @Test(arguments: shapes)
  func whatAnotherThreadIsComputingIsWaitedFor(_ shape: TensorShape) async throws {
    let engine = Engine(diskCache: nil)
    for round in 1...10 {
      let common = withEngine(engine) { Tensor<Float>(repeating: Float(round), shape: shape) * 2 }
      let values = try await inThreads(8, engine) { index in
        index % 2 == 0 ? try common.readScalars()[0] : try (common + Float(index)).readScalars()[0]
      }
      #expect(values == (0..<8).map { Float(2 * round + ($0 % 2 == 0 ? 0 : $0)) })
    }
  }

  @Test func eightThreadsTakeGradientsAtOnce() async throws {
    let w = Tensor<Float>([1, 2, 3])
    let slopes = try await inThreads(8, Engine(diskCache: nil)) { index in
      try gradient(at: w) { ($0 * $0 * Float(index)).sum() }.readScalars()
    }
    #expect(slopes == (0..<8).map { index in [2, 4, 6].map { $0 * Float(index) } })
  }

  @Test func aThreadsMistakeIsItsOwn() async throws {
    let texts = try await inThreads(8, Engine(diskCache: nil)) { index -> String in
      let x = Tensor<Float>([1, 2, 3])
      let y = index == 3 ? x + Tensor<Float>([1, 2]) : x * Float(index)
      return y.diagnosis == nil ? "\(try y.readScalars()[2])" : "mistake"
    }
    #expect(texts == ["0.0", "3.0", "6.0", "mistake", "12.0", "15.0", "18.0", "21.0"])
  }

  @Test func aBarrierInOneThreadLeavesTheOthersAlone() async throws {
    let engine = Engine(diskCache: nil)
    let values = try await inThreads(8, engine) { index in
      var x = Tensor<Float>(Float(index))
      for _ in 0..<20 {
        x = x + 1
        LazyTensorBarrier()
      }
      return x.scalarized()
    }
    #expect(values == (0..<8).map { Float($0 + 20) })
  }
}
