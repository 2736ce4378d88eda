import ApusNN
import Testing

/// Every optimizer: ten steps on two problems against those of an independent program, as values, compiled and on variables.
@Suite struct OptimizerTests {
  /// An optimizer; its name is that of its steps in `References/optimizers/optimizers.json`.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let make: @Sendable (OptimizerProblem) -> any SlotOptimizer<OptimizerProblem>
    var testDescription: String { name }

    init(_ name: String, _ make: @escaping @Sendable (OptimizerProblem) -> any SlotOptimizer<OptimizerProblem>) {
      self.name = name
      self.make = make
    }
  }

  static let rows: [Row] = [
    Row("SGD") { SGD(for: $0, learningRate: 0.05) },
    Row("SGD, decaying") { SGD(for: $0, learningRate: 0.05, decay: 0.1) },
    Row("SGD with momentum") { SGD(for: $0, learningRate: 0.01, momentum: 0.9) },
    Row("SGD with Nesterov momentum") { SGD(for: $0, learningRate: 0.01, momentum: 0.9, nesterov: true) },
    Row("Adam") { Adam(for: $0, learningRate: 0.05) },
    Row("Adam, decaying") { Adam(for: $0, learningRate: 0.05, decay: 0.1) },
    Row("AdamW") { AdamW(for: $0, learningRate: 0.05, weightDecay: 0.1) },
    Row("NAdam") { NAdam(for: $0, learningRate: 0.05) },
    Row("RAdam") { RAdam(for: $0, learningRate: 0.01) },
    Row("RAdam, short memory") { RAdam(for: $0, learningRate: 0.01, beta2: 0.9) },
    Row("RAdam, short memory, decaying") { RAdam(for: $0, learningRate: 0.01, beta2: 0.9, decay: 0.1) },
    Row("AdaMax") { AdaMax(for: $0, learningRate: 0.05) },
    Row("AdaMax, decaying") { AdaMax(for: $0, learningRate: 0.05, decay: 0.1) },
    Row("AMSGrad") { AMSGrad(for: $0, learningRate: 0.05, beta2: 0.9) },
    Row("AMSGrad, decaying") { AMSGrad(for: $0, learningRate: 0.05, beta2: 0.9, decay: 0.1) },
    Row("RMSProp") { RMSProp(for: $0, learningRate: 0.05) },
    Row("RMSProp, decaying") { RMSProp(for: $0, learningRate: 0.05, decay: 0.1) },
    Row("AdaGrad") { AdaGrad(for: $0, learningRate: 0.05) },
    Row("AdaDelta") { AdaDelta(for: $0) },
    Row("AdaDelta, decaying") { AdaDelta(for: $0, decay: 0.1) },
    Row("LARS") { LARS(for: $0, learningRate: 0.5, trustCoefficient: 0.02, weightDecay: 0.1) },
    Row("LARS with Nesterov momentum") { LARS(for: $0, learningRate: 0.5, trustCoefficient: 0.02, nesterov: true) },
    Row("LAMB") { LAMB(for: $0, learningRate: 0.05) },
    Row("Lion") { Lion(for: $0, learningRate: 0.05, weightDecay: 0.1) },
    Row("Muon") { Muon(for: $0, learningRate: 0.05, momentum: 0.9, weightDecay: 0.1, vectorLearningRate: 0.02) },
    Row("Muon without Nesterov momentum") {
      Muon(for: $0, learningRate: 0.05, momentum: 0.9, nesterov: false, weightDecay: 0.1, vectorLearningRate: 0.02)
    },
    Row("Adafactor") { Adafactor(for: $0, learningRate: 0.05) },
    Row("Adafactor, decaying") { Adafactor(for: $0, learningRate: 0.5, clipThreshold: 2, weightDecay: 0.1) },
    Row("clipped by value") { momentum($0).clipping(byValue: 0.7) },
    Row("clipped by norm") { momentum($0).clipping(byNorm: 0.7) },
    Row("clipped by global norm") { momentum($0).clipping(byGlobalNorm: 0.7) },
    Row("weights decaying") { adam($0).decayingWeights(by: 0.3) },
    Row("weights decaying but b") { adam($0).decayingWeights(by: 0.3, where: !"*.b") },
    Row("accumulating") { adam($0).accumulating(batchCount: 3) },
    Row("accumulating, then clipped") { adam($0).clipping(byGlobalNorm: 0.7).accumulating(batchCount: 3) },
    Row("averaging") { adam($0).averagingWeights(decay: 0.8) },
    Row("Lookahead") { momentum($0).lookingAhead(every: 3, by: 0.5) },
    Row("following a schedule") { adam($0).following(warmedUp) },
    Row("groups") { AdamW(for: $0, learningRate: 0.05, weightDecay: 0.1).grouping("*.a", smallWithoutDecay) },
    Row("groups, decaying") {
      AdamW(for: $0, learningRate: 0.05, weightDecay: 0.1).grouping("*.a", smallWithoutDecay).following(.exponential(0.9))
    },
    Row("b frozen") { adam($0).freezing("*.b") },
  ]

  private static func adam(_ model: OptimizerProblem) -> Adam<OptimizerProblem> { Adam(for: model, learningRate: 0.05) }
  private static func momentum(_ model: OptimizerProblem) -> SGD<OptimizerProblem> { SGD(for: model, learningRate: 0.01, momentum: 0.9) }
  private static let warmedUp = Schedule { step in min(step / 4, 1) * pow(0.5, step / 5) }
  private static func smallWithoutDecay(_ rule: inout AdamW<OptimizerProblem>) {
    rule.learningRate = 0.005
    rule.weightDecay = 0
  }

  private static func step<O: SlotOptimizer<OptimizerProblem>>(
    _ optimizer: inout O, _ model: inout OptimizerProblem, _ x: Tensor<Float>? = nil
  ) {
    let x = x ?? model.x
    let slope = gradient(at: model) { $0(x) }
    optimizer.update(&model, along: slope)
  }

  private func steps<O: SlotOptimizer<OptimizerProblem>>(_ optimizer: O, _ model: OptimizerProblem) throws -> [[Float]] {
    var (optimizer, model) = (optimizer, model)
    return try (0..<10).map { _ in
      Self.step(&optimizer, &model)
      return try model.read()
    }
  }

  private func compiledSteps<O: SlotOptimizer<OptimizerProblem>>(_ optimizer: O, _ model: OptimizerProblem) throws -> [[Float]] {
    var (optimizer, model) = (optimizer, model)
    let step = compiled { (model: inout OptimizerProblem, optimizer: inout O, x: Tensor<Float>) in
      Self.step(&optimizer, &model, x)
    }
    return try (0..<10).map { _ in
      step(&model, &optimizer, model.x)
      return try model.read()
    }
  }

  private func variableSteps<O: SlotOptimizer<OptimizerProblem>>(_ optimizer: O, _ model: OptimizerProblem) throws -> [[Float]] {
    var optimizer = optimizer
    return try (0..<10).map { _ in
      let tape = GradientTape()
      let loss = tape.record { model(model.x) }
      let variables = model.trainableVariables
      optimizer.apply(tape.gradient(of: loss, withRespectTo: variables), to: variables)
      return try model.read()
    }
  }

  private func expect(_ steps: [[Float]], _ row: Row, _ kind: OptimizerProblem.Kind, _ location: Testing.SourceLocation = #_sourceLocation)
    throws
  {
    let steps = steps.map { $0.map(Double.init) }
    let reference = try #require(try OptimizerProblem.reference(row.name, kind), "no steps of \(row.name)", sourceLocation: location)
    #expect(steps.map(\.count) == reference.map(\.count), sourceLocation: location)
    for (number, (step, expected)) in zip(steps, reference).enumerated() {
      let isNear = zip(step, expected).allSatisfy { a, b in abs(a - b) <= 2e-5 * max(0.1, abs(b)) }
      #expect(isNear, "\(kind), step \(number + 1): \(step) instead of \(expected)", sourceLocation: location)
    }
  }

  @Test(arguments: rows)
  func itsStepsAreThoseOfTheReference(_ row: Row) throws {
    for kind in OptimizerProblem.Kind.allCases {
      let model = OptimizerProblem.values(kind)
      try expect(steps(row.make(model), model), row, kind)
    }
  }

  @Test(arguments: rows)
  func compiledItTakesTheSameSteps(_ row: Row) throws {
    for kind in OptimizerProblem.Kind.allCases {
      let model = OptimizerProblem.values(kind)
      try expect(compiledSteps(row.make(model), model), row, kind)
    }
  }

  @Test(arguments: rows)
  func variablesTakeTheSameSteps(_ row: Row) throws {
    for kind in OptimizerProblem.Kind.allCases {
      let (model, values) = (OptimizerProblem.variables(kind), OptimizerProblem.values(kind))
      #expect(try variableSteps(row.make(model), model) == steps(row.make(values), values), "\(kind)")
    }
  }

  @Test func everyReferenceHasItsRow() throws {
    for kind in OptimizerProblem.Kind.allCases {
      let names = try #require(OptimizerProblem.references.get()[kind]).keys
      #expect(Set(names) == Set(Self.rows.map(\.name) + ["averages", "loss scaling"]), "\(kind)")
    }
  }

  @Test(arguments: rows)
  func savedStateGoesOnWithTheSameBits(_ row: Row) throws {
    func run<O: SlotOptimizer<OptimizerProblem>>(_ start: O) throws -> (whole: [Float], resumed: [Float]) {
      var (optimizer, model) = (start, OptimizerProblem.withValues)
      for _ in 0..<2 { Self.step(&optimizer, &model) }
      var (copy, resumed) = (start, model)
      copy.state = optimizer.state
      for _ in 0..<2 {
        Self.step(&optimizer, &model)
        Self.step(&copy, &resumed)
      }
      return (try model.read(), try resumed.read())
    }
    let (whole, resumed) = try run(row.make(.withValues))
    #expect(whole == resumed)
  }

  @Test func aParameterThatIsZeroLeavesIt() throws {
    for row in Self.rows where row.name.hasPrefix("LA") {
      func step<O: SlotOptimizer<OptimizerProblem>>(_ start: O) throws -> Float {
        var (optimizer, model) = (start, OptimizerProblem.withValues)
        model.values?.b = Tensor([0, 0])
        optimizer.update(&model, along: gradient(at: model) { $0.values.map { $0.b.sum() } ?? Tensor(0) })
        return try model.read()[7]
      }
      let moved = try step(row.make(.withValues))
      #expect(moved < 0 && moved.isFinite, "\(row.name)")
    }
  }

  @Test func anOptimizerOfAnotherModelIsAMistake() throws {
    struct Single: Module {
      var a = Tensor<Float>([1])
      var more: [Tensor<Float>] = []
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { more.reduce((a * x).sum()) { $0 + $1.sum() } }
    }
    var optimizer = SGD(for: Single(), learningRate: 0.1)
    var grown = Single(more: [Tensor([1, 2])])
    optimizer.update(&grown, along: gradient(at: grown) { $0(Tensor<Float>([1])) })
    let diagnosis = try #require(grown.more[0].diagnosis)
    #expect("\(diagnosis)".contains("the optimizer belongs to a model with another number of parameters"))
    #expect("\(diagnosis)".contains("make the optimizer for this model"))
  }
}
