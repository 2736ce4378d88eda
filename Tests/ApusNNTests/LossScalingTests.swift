import ApusNN
import Testing

@Suite struct LossScalingTests {
  typealias Optimizer = LossScaling<Adam<OptimizerProblem>>

  private func optimizer(_ model: OptimizerProblem) -> Optimizer {
    LossScaling(Adam(for: model, learningRate: 0.05), scale: 1024, growthInterval: 2)
  }

  /// What the loss is multiplied with: it overflows at the third and the eighth step.
  private func factor(_ step: Int) -> Tensor<Float> { Tensor([3, 8].contains(step) ? Float.infinity : 1) }

  private func expectReference(_ steps: [[Float]], _ location: Testing.SourceLocation = #_sourceLocation) throws {
    let reference = try #require(try OptimizerProblem.reference("loss scaling"))
    #expect(steps.count == reference.count, sourceLocation: location)
    for (number, (step, expected)) in zip(steps, reference).enumerated() {
      let isNear = step.count == expected.count && zip(step, expected).allSatisfy { abs(Double($0) - $1) <= 2e-5 * max(0.1, abs($1)) }
      #expect(isNear, "step \(number + 1): \(step) instead of \(expected)", sourceLocation: location)
    }
  }

  @Test func stepsAndScalesAreThoseOfTheReference() throws {
    var model = OptimizerProblem.withValues
    var optimizer = optimizer(model)
    try expectReference(
      (1...10).map { step in
        optimizer.update(&model, along: gradient(at: model) { optimizer.scaled($0(OptimizerProblem.withValues.x) * factor(step)) })
        return try model.read() + optimizer.scale.readScalars()
      })
  }

  @Test func compiledTheStepsAreTheSame() throws {
    var model = OptimizerProblem.withValues
    var optimizer = optimizer(model)
    let step = compiled { (model: inout OptimizerProblem, optimizer: inout Optimizer, factor: Tensor<Float>) in
      let scaling = optimizer
      optimizer.update(&model, along: gradient(at: model) { scaling.scaled($0(OptimizerProblem.withValues.x) * factor) })
    }
    try expectReference(
      (1...10).map { number in
        step(&model, &optimizer, factor(number))
        return try model.read() + optimizer.scale.readScalars()
      })
    #expect(step.report.traceCount == 1)
  }

  @Test func variablesTakeTheSameSteps() throws {
    let model = OptimizerProblem.withVariables
    var optimizer = optimizer(model)
    try expectReference(
      (1...10).map { step in
        let tape = GradientTape()
        let loss = tape.record { optimizer.scaled(model(OptimizerProblem.withValues.x) * factor(step)) }
        let variables = model.trainableVariables
        optimizer.apply(tape.gradient(of: loss, withRespectTo: variables), to: variables)
        return try model.read() + optimizer.scale.readScalars()
      })
  }

  @Test func savedStateGoesOn() throws {
    var model = OptimizerProblem.withValues
    var first = optimizer(model)
    func step(_ optimizer: inout Optimizer, _ model: inout OptimizerProblem) {
      let scaling = optimizer
      optimizer.update(&model, along: gradient(at: model) { scaling.scaled($0(OptimizerProblem.withValues.x)) })
    }
    step(&first, &model)
    var (second, resumed) = (optimizer(model), model)
    second.state = first.state
    for _ in 0..<2 {
      step(&first, &model)
      step(&second, &resumed)
    }
    #expect(try model.read() == resumed.read())
    #expect(try first.scale.readScalars() == second.scale.readScalars())
    #expect(try first.scale.readScalars() == [2048])
  }

  /// The cotangent of the product is 1e-9, which is none in `Float16`.
  @Test func gradientsTooSmallForTheTypeAreKept() throws {
    let model = Dense(weight: Tensor<Float>([[0.5], [0.25]]), activation: identity)
    let x = Tensor<Float>([[1, 2]])
    let scaling = LossScaling(SGD(for: model))
    try withPrecision(.mixedFloat16) {
      let plain = gradient(at: model) { ($0(x) * 1e-9).sum() }
      #expect(try plain.weight.readScalars() == [0, 0])
      let slopes = gradient(at: model) { scaling.scaled(($0(x) * 1e-9).sum()) }
      let kept = try (slopes.weight / scaling.scale).readScalars()
      #expect(abs(kept[0] - 1e-9) < 1e-12 && abs(kept[1] - 2e-9) < 2e-12, "\(kept)")
    }
  }

  @Test func parametersOfFloat16TakeTheStepToo() throws {
    var model = Dense(weight: Tensor<Float16>([[0.5], [0.25]]), activation: identity)
    var optimizer = LossScaling(SGD(for: model, learningRate: 0.5), scale: 1024)
    optimizer.update(&model, along: gradient(at: model) { optimizer.scaled($0(Tensor<Float16>([[1, 2]])).sum()) })
    #expect(try Tensor<Float>(model.weight).readScalars() == [0, -0.75])
    #expect(try optimizer.scale.readScalars() == [1024])
  }
}
