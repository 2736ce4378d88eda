import Apus
import Foundation
import Testing

@testable import TrainingLoop

/// What a training step takes, against counts by hand.
@Suite(.enabled(if: isPluginInstalled)) struct MemoryPlanTests {
  /// Large enough for the device, with everything that a step can change.
  private struct Wide: Layer {
    var hidden = Dense<Float>(inputSize: 256, outputSize: 512, activation: tanh, weightInitializer: glorotUniform(seed: 1))
    var norm = BatchNorm<Float>(featureCount: 512)
    var dropout = Dropout<Float>(probability: 0.2)
    var output = Dense<Float>(inputSize: 512, outputSize: 10, weightInitializer: glorotUniform(seed: 2))
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { output(dropout(norm(hidden(x)))) }
  }

  private typealias Loop = TrainingLoop<Adam<Wide>, Tensor<Int32>>

  private static let parameterCount = 256 * 512 + 512 + 2 * 512 + 512 * 10 + 10

  private func loop(for model: Wide, isCompiled: Bool, sampleCount: Int = 128, batchSize: Int = 64) -> Loop {
    let samples = Samples(count: sampleCount, inputs: 256, classes: 10)
    var loop = Loop(
      training: samples.epochs(batchSize: batchSize), optimizer: Adam(for: model), lossFunction: softmaxCrossEntropy,
      metrics: [.accuracy], progress: .silent)
    loop.compilesSteps = isCompiled
    return loop
  }

  /// The bits of all tensors of model and optimizer.
  private func bits(_ model: Wide, _ loop: Loop) throws -> [[UInt32]] {
    var nodes = loop.optimizer.state.map(\.node)
    model.visit { _, parameter in nodes.append(parameter.node) }
    return try nodes.map { try Tensor<Float>($0).readScalars().map(\.bitPattern) }
  }

  @Test(arguments: [false, true])
  func thePartsAreCountedRight(isCompiled: Bool) throws {
    try withContext(Context(engine: Engine(diskCache: nil))) {
      let model = Wide(), loop = loop(for: model, isCompiled: isCompiled)
      let plan = try loop.memoryPlan(for: model)
      #expect(plan.parameterBytes == 4 * Self.parameterCount)
      // Two moments of each parameter, and the number of the step.
      #expect(plan.optimizerBytes == 2 * 4 * Self.parameterCount + 4)
      #expect(plan.batchBytes == 64 * 256 * 4 + 64 * 4)
      // The running mean and variance at least.
      #expect(plan.stateBytes >= 2 * 512 * 4)
      #expect(plan.stateBytes < 3 * 512 * 4)
      // What the gradient of the second product needs cannot be done without.
      #expect(plan.activationBytes >= 64 * 512 * 4)
      #expect(plan.activationBytes < 20 * 64 * 512 * 4 + 4 * 4 * Self.parameterCount)
      #expect(plan.sampleCount == 64)
      let parts = plan.parts.map(\.bytes)
      #expect(plan.peakBytes == parts.reduce(0, +))
    }
  }

  @Test(arguments: [false, true])
  func planningChangesNothing(isCompiled: Bool) throws {
    let results = try [false, true].map { isPlanned in
      try withContext(Context(engine: Engine(diskCache: nil))) {
        Context.local.randomSeed = 3
        var model = Wide(), loop = loop(for: model, isCompiled: isCompiled)
        if isPlanned { _ = try loop.memoryPlan(for: model) }
        try loop.fit(&model, epochs: 2)
        return try bits(model, loop)
      }
    }
    #expect(results[0] == results[1])
  }

  @Test func theFirstStepRunsTheProgramThatWasPlanned() throws {
    try withContext(Context(engine: Engine(diskCache: nil))) {
      var model = Wide(), loop = loop(for: model, isCompiled: false, sampleCount: 64)
      let plan = try loop.memoryPlan(for: model)
      let compilations = Context.local.engine.report.compilations.count
      #expect(compilations > 0)
      try loop.fit(&model, epochs: 1)
      #expect(Context.local.engine.report.compilations.count == compilations)
      #expect(loop.memoryPlan?.activationBytes == plan.activationBytes)
    }
  }

  @Test(arguments: [false, true])
  func aStepThatDoesNotFitIsNotRunAndNothingIsLost(isCompiled: Bool) throws {
    try withContext(Context(engine: Engine(diskCache: nil))) {
      var model = Wide(), loop = loop(for: model, isCompiled: isCompiled)
      let before = try bits(model, loop)
      let limit = try loop.memoryPlan(for: model).peakBytes - 100_000
      loop.memoryLimit = limit
      let executions = Context.local.engine.report.deviceExecutions
      let error = #expect(throws: TrainingLoopError.self) { try loop.fit(&model, epochs: 1) }
      guard case .notEnoughMemory(let plan)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(Context.local.engine.report.deviceExecutions == executions)
      #expect(plan.availableBytes == limit)
      #expect(!plan.fits)
      #expect(try bits(model, loop) == before)
      #expect(loop.history.steps.isEmpty)

      // The advice holds.
      let advised = try #require(plan.estimatedLargestBatch)
      #expect((1..<64).contains(advised))
      loop.memoryLimit = nil
      try loop.fit(&model, epochs: 1)
      #expect(loop.history.steps.count == 2)
      #expect(try bits(model, loop) != before)
    }
  }

  @Test func aBatchThatIsLargerThanThoseBeforeIsPlannedToo() throws {
    try withContext(Context(engine: Engine(diskCache: nil))) {
      var model = Wide()
      let inputs = Tensor<Float>(randomNormal: [1088, 256], seed: 1), labels = Tensor<Int32>(zeros: [1088])
      let batches = try [(0, 64), (64, 1088)].map { first, end in
        LabeledData(data: try inputs[first..<end].evaluated(), label: try labels[first..<end].evaluated())
      }
      var loop = Loop(
        training: Epochs(Dataset(batches)), optimizer: Adam(for: model), lossFunction: softmaxCrossEntropy, progress: .silent)
      loop.memoryLimit = try self.loop(for: model, isCompiled: false).memoryPlan(for: model).peakBytes + 150_000
      #expect(throws: TrainingLoopError.self) { try loop.fit(&model, epochs: 1) }
      #expect(loop.memoryPlan?.sampleCount == 1024)
      // The step before it counts.
      #expect(loop.history.steps.count == 1)
    }
  }

  @Test func mistakesAreToldAsFitTellsThem() throws {
    let model = Wide()
    let empty = Loop(
      training: Samples(count: 8, inputs: 256, classes: 10).epochs(batchSize: 0), optimizer: Adam(for: model),
      lossFunction: softmaxCrossEntropy)
    #expect(throws: (any Error).self) { try empty.memoryPlan(for: model) }
    let narrow = Loop(
      training: Samples(count: 8, inputs: 20, classes: 10).epochs(batchSize: 4), optimizer: Adam(for: model),
      lossFunction: softmaxCrossEntropy)
    #expect(throws: Diagnosis.self) { try narrow.memoryPlan(for: model) }
  }

  /// The most that a process has held, in a process of its own. The band is wide: the allocator rounds, threads have stacks, and the first
  /// run of a program sets things up.
  @Test func thePeakIsWhatTheProcessHolds() throws {
    let lines = try MeasuredTraining.output()
    let numbers = Dictionary(uniqueKeysWithValues: lines.compactMap { line in line.count == 2 ? Int(line[1]).map { (line[0], $0) } : nil })
    let planned = try #require(numbers["planned"])
    guard let growth = numbers["growth"] else { return }  // a system that does not tell
    #expect(planned > 100_000_000)
    #expect(growth > planned * 7 / 10, "\(lines)")
    #expect(growth < planned * 13 / 10 + 50_000_000, "\(lines)")
  }
}

/// The program `MeasuredTraining`, as built beside the tests.
private enum MeasuredTraining {
  static func output() throws -> [[String]] {
    let process = Process(), pipe = Pipe()
    let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    process.executableURL = products.appendingPathComponent("MeasuredTraining")
    process.standardOutput = pipe
    var environment = ProcessInfo.processInfo.environment
    environment["APUS_CACHE"] = "off"
    environment["APUS_MEMORY_LIMIT"] = nil
    process.environment = environment
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }
}
