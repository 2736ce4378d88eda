import ApusNN
import Testing

/// What modifiers of optimizers do besides their steps, which `OptimizerTests` compares with a reference.
@Suite struct OptimizerModifierTests {
  private func steps<O: SlotOptimizer<OptimizerProblem>>(_ count: Int, _ optimizer: inout O, _ model: inout OptimizerProblem) {
    for _ in 0..<count { optimizer.update(&model, along: gradient(at: model) { $0(OptimizerProblem.withValues.x) }) }
  }

  private func adam(_ model: OptimizerProblem) -> Adam<OptimizerProblem> { Adam(for: model, learningRate: 0.05) }

  @Test func averagesAreThoseOfTheReference() throws {
    let reference = try #require(try OptimizerProblem.reference("averages"))
    var model = OptimizerProblem.withValues
    // A modifier outside has slots behind the averages.
    var optimizer = adam(model).averagingWeights(decay: 0.8).lookingAhead(every: 100)
    #expect(try optimizer.base.averaged(model).read() == model.read())
    for expected in reference {
      steps(1, &optimizer, &model)
      let found = try optimizer.base.averaged(model).read().map(Double.init)
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 2e-5 * max(0.1, abs($1)) }, "\(found) instead of \(expected)")
    }
    #expect(try optimizer.base.averaged(model).read() != model.read())
  }

  @Test func aFrozenParameterStaysBitForBit() throws {
    var model = OptimizerProblem.withValues
    let before = try model.read()
    var optimizer = adam(model).freezing("values.b")
    steps(3, &optimizer, &model)
    #expect(try model.read()[6...] == before[6...])
    #expect(try model.read()[..<6] != before[..<6])
  }

  @Test func settingTheRateKeepsTheProportionsOfGroups() throws {
    func changes(_ rate: Float) throws -> (a: Float, b: Float) {
      var model = OptimizerProblem.withValues
      var optimizer = SGD(for: model, learningRate: 0.5).grouping("*.b") { $0.learningRate *= 0.1 }
      optimizer.learningRate = rate
      let before = try model.read()
      steps(1, &optimizer, &model)
      let after = try model.read()
      return (before[0] - after[0], before[6] - after[6])
    }
    // The slopes are 2 and 27.
    let (a, b) = try changes(0.01)
    #expect(abs(a - 0.02) < 1e-6)
    #expect(abs(b - 0.027) < 1e-6)
  }

  @Test func theFirstGroupThatContainsAParameterIsItsGroup() throws {
    var model = OptimizerProblem.withValues
    var optimizer = SGD(for: model, learningRate: 0.01).freezing("*.b").grouping(.all) { $0.learningRate *= 2 }
    let before = try model.read()
    steps(1, &optimizer, &model)
    let after = try model.read()
    #expect(after[6...] == before[6...])
    #expect(abs(before[0] - after[0] - 0.04) < 1e-6)
  }

  @Test func stateHasTheNamesOfTheParameters() throws {
    let model = OptimizerProblem.withValues
    let names = adam(model).accumulating(batchCount: 2).namedState.map(\.name)
    #expect(
      names == [
        "step", "values.a.slot0", "values.a.slot1", "values.a.slot2", "values.b.slot0", "values.b.slot1", "values.b.slot2",
      ])
    #expect(adam(.withVariables).namedState.map(\.name).sorted().first == "step")
    #expect(adam(.withVariables).namedState.map(\.name).contains("variables.b.slot1"))
    #expect(Muon(for: model).namedState.map(\.name) == ["step", "values.a.slot0", "values.b.slot0", "values.b.slot1"])
  }

  @Test func namedStateIsTakenUpInAnyOrder() throws {
    var model = OptimizerProblem.withValues
    var optimizer = adam(model).averagingWeights()
    steps(3, &optimizer, &model)
    var (copy, resumed) = (adam(model).averagingWeights(), model)
    try copy.restore(Dictionary(uniqueKeysWithValues: optimizer.namedState.reversed().map { ($0.name, $0.tensor) }))
    steps(2, &optimizer, &model)
    steps(2, &copy, &resumed)
    #expect(try model.read() == resumed.read())
  }

  @Test func stateThatDoesNotFitIsRefusedWhole() throws {
    let model = OptimizerProblem.withValues
    var optimizer = adam(model)
    let state = Dictionary(uniqueKeysWithValues: optimizer.namedState.map { ($0.name, $0.tensor) })
    var (missing, unknown, other) = (state, state, state)
    missing["values.b.slot1"] = nil
    unknown["values.c.slot0"] = AnyTensor(Tensor<Float>(1))
    other["values.b.slot0"] = AnyTensor(Tensor<Float>([1, 2, 3]))
    #expect(throws: OptimizerStateError.missing("values.b.slot1")) { try optimizer.restore(missing) }
    #expect(throws: OptimizerStateError.unknown("values.c.slot0")) { try optimizer.restore(unknown) }
    #expect(throws: OptimizerStateError.differs("values.b.slot0", needs: "Float[2]", found: "Float[3]")) { try optimizer.restore(other) }
    let text = "\(OptimizerStateError.differs("step", needs: "Float[]", found: "Float[3]"))"
    #expect(
      text == """
        Apus: the optimizer's step is of another type
          needs  Float[]
          found  Float[3]
          hint  the state belongs to another optimizer, or to a model with other parameters
        """)
    #expect("\(OptimizerStateError.missing("a.slot0"))".hasPrefix("Apus: the optimizer's state has no a.slot0\n"))
    #expect("\(OptimizerStateError.unknown("a.slot0"))".hasPrefix("Apus: the optimizer has no a.slot0\n"))
  }

  @Test func matricesOfEveryShapeAreMadeOrthogonal() throws {
    for shape: TensorShape in [[3, 5], [5, 3], [4, 4], [2, 2, 3, 5]] {
      let model = Dense(weight: Tensor<Double>(randomNormal: shape, seed: 3), activation: identity)
      var moved = model
      var optimizer = Muon(for: model, learningRate: 1, weightDecay: 0)
      let slope = Tensor<Double>(randomNormal: shape, seed: 4)
      optimizer.update(&moved, along: gradient(at: model) { ($0.weight * slope).sum() })
      let columns = try #require(shape.last)
      let change = (model.weight - moved.weight).reshaped(to: [shape.contiguousSize / columns, columns])
      // The singular values of the change are near 1, but for the stretch: so is the mean of their squares.
      let rank = Double(min(change.shape[0], columns)), stretch = max(1, Double(columns) / Double(change.shape[0]))
      let mean = change.squared().sum().scalarized() / rank / stretch
      #expect((0.45...1.4).contains(mean), "\(shape): \(mean)")
    }
  }
}
