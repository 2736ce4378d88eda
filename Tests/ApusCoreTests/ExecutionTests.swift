import ApusCore
import Testing

/// What is compiled, run, donated and read, counted on an engine of the test's own.
@Suite(.enabled(if: isPluginInstalled, "needs the XLA plugin"))
struct ExecutionTests {
  @Test func constantsBecomeInputsTheSecondTime() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let x = large(1), numbers = try x.readScalars()
      for factor in [2, 3, 5, 7] as [Float] {
        let results = try (x * factor + 1).readScalars()
        // The device may round a product and a sum once instead of twice.
        #expect(zip(results, numbers).allSatisfy { abs($0 - ($1 * factor + 1)) <= 1e-6 * (1 + abs($1 * factor)) })
      }
    }
    #expect(engine.report.compilations.map(\.reason) == [.firstUse, .changedConstants])
    #expect(engine.report.cacheHits == 2)
    #expect(engine.report.deviceExecutions == 4)
  }

  @Test func aStructureSeenAgainCompilesNothing() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      for seed in 1...5 { try (large(seed) * large(seed + 10) + 1).evaluated() }
      #expect(engine.report.compilations.count == 1)
      try (large(1) + large(2) * 1).evaluated()
      #expect(engine.report.compilations.count == 2, "another order of operations is another program")
    }
  }

  @Test func smallGraphsRunOnTheHost() throws {
    let engine = Engine(diskCache: nil)
    #expect(try withEngine(engine) { try (Tensor<Float>([1, 2]) * 2).readScalars() } == [2, 4])
    #expect(engine.report.compilations.isEmpty)
    #expect((engine.report.hostExecutions, engine.report.deviceExecutions) == (1, 0))
  }

  @Test func aReplacedValueGivesItsMemoryToTheNext() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      var w = try (large(1) * 2).evaluated()
      let before = engine.report
      // Evaluated after the assignment: until then the variable holds the old value.
      for _ in 0..<4 {
        w = w * 0.5
        try w.evaluated()
      }
      #expect(engine.report.since(before).donatedBuffers == 4)
      #expect(try w.readScalars() == large(1).readScalars().map { $0 * 2 / 16 })
    }
  }

  /// XLA:CPU packs right operands of products of about these sizes, and once kept the packed copy although the numbers had changed.
  @Test(arguments: [[64, 784, 512], [100, 300, 300], [128, 256, 256]])
  func aProductSeesTheWeightThatWasUpdatedInPlace(_ extents: [Int]) throws {
    let engine = Engine(diskCache: nil)
    let x = Tensor<Float>(ones: [extents[0], extents[1]])
    let step = compiled { (weight: inout Tensor<Float>, x: Tensor<Float>) in
      let product = matmul(x, weight)
      // Every weight becomes half of what it was, in numbers that are exact.
      weight -= matmul(x.transposed(), product) / Float(2 * extents[0] * extents[1])
      return product
    }
    try withEngine(engine) {
      var weight = Tensor<Float>(ones: [extents[1], extents[2]])
      let products = try (0..<3).map { _ in try step(&weight, x).readScalars()[0] / Float(extents[1]) }
      #expect(products == [1, 0.5, 0.25])
    }
    #expect(engine.report.donatedBuffers >= 2)
  }

  @Test func aKeptValueIsNotGivenAway() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      var w = try (large(1) * 2).evaluated()
      let kept = w, before = engine.report
      w = w * 0.5
      try w.evaluated()
      #expect(engine.report.since(before).donatedBuffers == 0)
      w = w * 0.5
      try w.evaluated()
      #expect(engine.report.since(before).donatedBuffers == 1)
      #expect(try kept.readScalars() == large(1).readScalars().map { $0 * 2 })
      #expect(try w.readScalars() == large(1).readScalars().map { $0 / 2 })
    }
  }

  private struct Layer: Module {
    var weight: Tensor<Float>
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x * weight }
  }

  @Test func aKeptModelSurvivesAnUpdate() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      var model = Layer(weight: try (large(1) * 2).evaluated())
      let kept = model, x = large(3)
      for _ in 0..<3 {
        let slope = gradient(at: model) { $0(x).sum() }
        model.weight = try (model.weight - slope.weight).evaluated()
      }
      #expect(try kept.weight.readScalars() == large(1).readScalars().map { $0 * 2 })
      try expectClose(model.weight, zip(large(1).readScalars(), x.readScalars()).map { 2 * Double($0) - 3 * Double($1) })
    }
  }

  @Test func aValueThatSomebodyHoldsIsComputedOnlyOnce() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let half = large(1) * 0.5, sum = half + large(2), difference = half - large(2)
      try sum.evaluated()
      #expect(engine.report.deviceExecutions == 1)
      for tensor in [half, sum, difference] { _ = try tensor.readScalars() }
      #expect(engine.report.deviceExecutions == 1)
      #expect(engine.report.hostReads == 3)
      #expect(engine.report.bytesToHost == 3 * 4 * largeShape.contiguousSize)
    }
  }

  @Test func aBarrierComputesEverythingPending() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let one = large(1) * 2, two = large(2) + 1, small = Tensor<Float>(3) * 2
      #expect(engine.report.deviceExecutions + engine.report.hostExecutions == 0)
      LazyTensorBarrier()
      let after = engine.report
      #expect((after.deviceExecutions, after.hostExecutions, after.hostReads) == (2, 1, 0))
      let values = (try one.readScalars(), try two.readScalars())
      #expect(values.0 == large(1).scalars.map { $0 * 2 })
      #expect(values.1 == large(2).scalars.map { $0 + 1 })
      #expect(small.scalarized() == 6)
      #expect(engine.report.since(after).deviceExecutions == 0)
      #expect(engine.report.since(after).hostExecutions == 0)
    }
  }

  @Test func theReportTellsEverything() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let x = large(1)
      for factor in [2, 3] as [Float] { _ = try (x * factor).readScalars() }
    }
    let text = engine.report.description
    #expect(text.contains("compilations 2 ("))
    #expect(text.contains("executions   2 on the device, 0 on the host"))
    #expect(text.contains("host reads   2, 720000 bytes; to the device"))
    #expect(text.contains("structure seen for the first time"))
    #expect(text.contains("same structure, other constants: they are inputs from now on"))
  }

  @Test func whatFailsKeepsNothingElseFromBeingEvaluated() throws {
    struct Broken: Error {}
    try CustomCallRegistry.register(
      name: "core_broken", .init(operandCount: 1, hostEvaluation: { _, _, _ in throw Broken() }))
    withEngine(Engine(diskCache: nil)) {
      let x = Tensor<Float>([1, 2])
      let bad = (0..<3).map { _ in Tensor<Float>(.customCall("core_broken", [x.node], to: x.node.type)) }
      let good = (0..<3).map { x + Float($0) }
      #expect(throws: (any Error).self) { try Context.local.engine.evaluateAll() }
      #expect(good.allSatisfy { $0.node.isEvaluated })
      for tensor in bad { #expect(throws: (any Error).self) { try tensor.evaluated() } }
    }
  }
}
