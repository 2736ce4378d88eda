import ApusCore
import Testing

/// What a compiled function changes: its `inout` arguments and variables.
@Suite struct CompiledStateTests {
  private struct Line: Module {
    var w = Tensor<Float>([1, 2])
    var b = Tensor<Float>(3)
    let label: String
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }

  @Test func aModelAndItsMomentumAreState() throws {
    struct Momentum { var velocity = Tensor<Float>([0, 0]) }
    let step = compiled { (line: inout Line, momentum: inout Momentum, x: Tensor<Float>) -> Tensor<Float> in
      let (loss, gradient) = valueWithGradient(at: line) { ($0(x) * $0(x)).sum() }
      momentum.velocity = 0.5 * momentum.velocity - 0.01 * gradient.w
      line.w = line.w + momentum.velocity
      return loss
    }
    var line = Line(label: ""), momentum = Momentum()
    let x = Tensor<Float>([1, 2])
    // The same arithmetic in Double.
    var w = [1.0, 2.0], v = [0.0, 0.0]
    for _ in 0..<5 {
      let y = [w[0] + 3, 2 * w[1] + 3]
      let loss = step(&line, &momentum, x)
      try expectClose(loss, [y[0] * y[0] + y[1] * y[1]])
      let slopes = [2 * y[0], 4 * y[1]]
      for index in 0..<2 {
        v[index] = 0.5 * v[index] - 0.01 * slopes[index]
        w[index] += v[index]
      }
      try expectClose(line.w, w)
      try expectClose(momentum.velocity, v)
    }
    #expect(step.report.traceCount == 1)
    #expect(line.b.scalarized() == 3)
  }

  @Test func aKeptCopyOfTheStateSurvives() throws {
    let step = compiled { (line: inout Line) in line.w = line.w * 2 }
    var line = Line(label: "")
    step(&line)
    let kept = line
    step(&line)
    step(&line)
    #expect(try kept.w.readScalars() == [2, 4])
    #expect(try line.w.readScalars() == [8, 16])
  }

  @Test func variablesAreReadAndWrittenAsState() throws {
    let count = Variable<Int32>(0), total = Variable<Float>(10)
    let add = compiled { (x: Tensor<Float>) -> Tensor<Float> in
      count.assign(count + 1)
      total.assignAdd(x)
      return total * 2
    }
    #expect(add(Tensor<Float>(1)).scalarized() == 22)
    #expect(add(Tensor<Float>(2)).scalarized() == 26)
    #expect(count.value.scalarized() == 2)
    #expect(total.value.scalarized() == 13)
    total.assign(Tensor<Float>(100))
    #expect(add(Tensor<Float>(5)).scalarized() == 210, "an assignment from outside counts")
    #expect(add.report.traceCount == 1)
  }

  @Test(.enabled(if: isPluginInstalled, "needs the XLA plugin"))
  func aCompiledUpdateCompilesOnceAndDonatesItsState() throws {
    struct Model: Module {
      var w: Tensor<Float>
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x }
    }
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let x = large(1)
      let step = compiled { (model: inout Model, x: Tensor<Float>) in model.w = model.w - 0.1 * gradient(at: model) { $0(x).sum() }.w }
      var model = Model(w: Tensor(zeros: largeShape))
      for _ in 0..<4 { step(&model, x) }
      try expectClose(model.w, x.readScalars().map { -0.4 * Double($0) })
    }
    #expect(engine.report.compilations.map(\.reason) == [.firstUse])
    #expect(engine.report.deviceExecutions == 4)
    #expect(engine.report.donatedBuffers >= 3)
  }

  @Test(.enabled(if: isPluginInstalled, "needs the XLA plugin"))
  func whatTheFunctionLeavesAloneIsNeitherReturnedNorGivenAway() throws {
    struct State { var sum: Tensor<Float>, step: Tensor<Float> }
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let x = large(1)
      let add = compiled { (state: inout State, x: Tensor<Float>) in state.sum = state.sum + x * state.step }
      var state = State(sum: Tensor(zeros: largeShape), step: try large(2).evaluated())
      let before = try state.step.readScalars()
      for _ in 0..<3 { add(&state, x) }
      #expect(try state.step.readScalars() == before)
      try expectClose(state.sum, zip(x.readScalars(), before).map { 3 * Double($0) * Double($1) })
    }
    #expect(engine.report.donatedBuffers <= 3, "the step stays where it is")
  }

  @Test func aTensorThatOccursTwiceInTheStateIsNotGivenAway() throws {
    struct Tied: Module {
      var a: Tensor<Float>, b: Tensor<Float>
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { a * b * x }
    }
    let shared = try large(3).evaluated()
    var tied = Tied(a: shared, b: shared)
    let step = compiled { (tied: inout Tied) in
      tied.a = tied.a + tied.b
      tied.b = tied.b * 2
    }
    step(&tied)
    step(&tied)
    let start = try shared.readScalars().map(Double.init)
    try expectClose(tied.a, start.map { 4 * $0 })
    try expectClose(tied.b, start.map { 4 * $0 })
  }

  @Test func aStateThatGrowsInsideIsAMistakeAndStaysWhatItWas() throws {
    struct History { var losses: [Tensor<Float>] = [Tensor(1)] }
    var history = History()
    let append = compiled { (history: inout History, x: Tensor<Float>) -> Tensor<Float> in
      history.losses.append(x)
      return x + 1
    }
    let result = append(&history, Tensor(2))
    #expect(result.diagnosis?.description.contains("the state has 1 tensors before a call and 2 after it") == true)
    #expect(history.losses.map { $0.scalarized() } == [1])
  }

  @Test func aResultKeepsWhatIsFrozen() throws {
    let copy = compiled { (line: Line) in line }
    var line = Line(label: "")
    line.freeze(\.b)
    let result = copy(line)
    #expect(result.parameters.map(\.path) == ["w"])
  }
}
