import ApusCore
import Testing

@Suite struct CompiledTests {
  @Test func theBodyRunsOnceForEachSignature() throws {
    var tracings = 0
    let double = compiled { (x: Tensor<Float>) in
      tracings += 1
      return x * 2
    }
    #expect(try double(Tensor<Float>([1, 2])).readScalars() == [2, 4])
    #expect(try double(Tensor<Float>([5, 7])).readScalars() == [10, 14])
    #expect(tracings == 1)
    #expect(try double(Tensor<Float>([1, 2, 3])).readScalars() == [2, 4, 6])
    #expect(tracings == 2)
    #expect(try double(Tensor<Float>([8, 9])).readScalars() == [16, 18])
    #expect(tracings == 2, "the first signature is still known")
  }

  @Test func theReportSaysWhatWasTracedAndWhy() throws {
    let double = compiled { (x: Tensor<Float>) in x * 2 }
    double(Tensor<Float>([1, 2]))
    double(Tensor<Float>([3, 4]))
    double(Tensor<Float>([1, 2, 3]))
    let report = double.report
    #expect((report.traceCount, report.callCount, report.signatures.count) == (2, 3, 2))
    #expect(
      report.description == """
        2 signatures, 2 traces, 3 calls
          retraced: tensor 0 is \(TensorType(.float32, [3])), before it was \(TensorType(.float32, [2]))
        """)
    #expect(compiled { (x: Tensor<Float>) in x }.report.description == "0 signatures, 0 traces, 0 calls")
  }

  private enum Mode: Hashable { case sum, mean }

  @Test func otherValuesOfConstantsAreOtherSignatures() throws {
    let reduced = compiled { (x: Tensor<Float>, mode: Mode, factor: Int, name: String) in
      (mode == .sum ? x.sum() : x.mean()) * Float(factor)
    }
    let x = Tensor<Float>([1, 2, 3])
    #expect(reduced(x, .sum, 1, "a").scalarized() == 6)
    #expect(reduced(x, .mean, 1, "a").scalarized() == 2)
    #expect(reduced(x, .mean, 10, "a").scalarized() == 20)
    #expect(reduced(x, .mean, 10, "b").scalarized() == 20)
    #expect(reduced(x, .sum, 1, "a").scalarized() == 6)
    #expect(reduced.report.traceCount == 4)
    #expect(
      reduced.report.retraces == [
        "a constant is mean, before it was sum", "a constant is 10, before it was 1", "a constant is b, before it was a",
      ])
  }

  private struct Line: Module {
    var w = Tensor<Float>([1, 2])
    var b = Tensor<Float>(3)
    let label: String
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }

  @Test func theConstantsOfAModelAreInItsSignature() throws {
    let run = compiled { (line: Line, x: Tensor<Float>) in line(x) }
    let x = Tensor<Float>([1, 1])
    #expect(try run(Line(label: "a"), x).readScalars() == [4, 5])
    #expect(try run(Line(w: Tensor<Float>([5, 5]), label: "a"), x).readScalars() == [8, 8])
    #expect(run.report.traceCount == 1)
    run(Line(label: "b"), x)
    #expect(run.report.traceCount == 2)
  }

  @Test func resultsMayBeModelsTuplesOfTensorsInStructsAndArrays() throws {
    struct Pair {
      var sum: Tensor<Float>
      var parts: [Tensor<Float>]
      var count: Int
    }
    let split = compiled { (x: Tensor<Float>) in Pair(sum: x.sum(), parts: [x + 1, x * 2], count: x.shape[0]) }
    for scale in [1, 2] as [Float] {
      let pair = split(Tensor<Float>([1, 2]) * scale)
      #expect(pair.sum.scalarized() == 3 * scale)
      #expect(try pair.parts.map { try $0.readScalars() } == [[scale + 1, 2 * scale + 1], [2 * scale, 4 * scale]])
      #expect(pair.count == 2)
    }
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

  @Test func capturedTensorsAreInputs() throws {
    let offset = Tensor<Float>([10, 20]) + 1
    let shift = compiled { (x: Tensor<Float>) in x + offset }
    #expect(try shift(Tensor<Float>([1, 2])).readScalars() == [12, 23])
    #expect(try shift(Tensor<Float>([3, 4])).readScalars() == [14, 25])
    #expect(try offset.readScalars() == [11, 21])
  }

  @Test func aTracedTensorThatLeaksStopsNobodyElse() throws {
    var leaked: Tensor<Float>?
    let offset = Tensor<Float>(1) + 1
    let shift = compiled { (x: Tensor<Float>) -> Tensor<Float> in
      leaked = x * offset
      return x + 1
    }
    #expect(shift(Tensor<Float>(1)).scalarized() == 2)
    let other = offset * 3
    LazyTensorBarrier()
    #expect(other.scalarized() == 6)
    #expect(offset.scalarized() == 2)
    #expect(throws: (any Error).self) { try leaked?.readScalars() }
  }

  @Test func readingAValueWhileTracingIsToldToWhoeverReadsInTheThrowingWay() throws {
    var told: (any Error)?
    let reading = compiled { (x: Tensor<Float>) -> Tensor<Float> in
      do { _ = try (x * 2).readScalars() } catch { told = error }
      return x + 1
    }
    #expect(reading(Tensor<Float>(1)).scalarized() == 2)
    #expect(told.map { "\($0)" }?.contains("cannot be read while the function is traced") == true)
  }

  @Test func aMistakeInTheBodyIsTheResultsAndNamesTheLine() throws {
    let line = #line + 1
    let wrong = compiled { (x: Tensor<Float>) in x + Tensor<Float>([1, 2]) }
    let diagnosis = try #require(wrong(Tensor<Float>([1, 2, 3])).diagnosis)
    #expect("\(diagnosis)".hasPrefix("Apus: the shapes of add do not fit"))
    #expect(diagnosis.site?.line == line)
    #expect(try wrong(Tensor<Float>([1, 2])).readScalars() == [2, 4], "another signature is another trace")
  }

  @Test func compiledFunctionsNest() throws {
    var tracings = 0
    let inner = compiled { (x: Tensor<Float>) -> Tensor<Float> in
      tracings += 1
      return x * x
    }
    let outer = compiled { (x: Tensor<Float>) in inner(x) + inner(x + 1) }
    #expect(outer(Tensor<Float>(2)).scalarized() == 13)
    #expect(outer(Tensor<Float>(3)).scalarized() == 25)
    #expect(tracings == 2, "inside another function the body is inlined, once for each use")
    #expect(outer.report.traceCount == 1)
  }

  @Test func gradientsPassThroughACompiledFunction() throws {
    let square = compiled { (x: Tensor<Float>) in x * x }
    #expect(gradient(at: Tensor<Float>(3)) { square($0) * $0 }.scalarized() == 27)
    #expect(gradient(at: Tensor<Float>(3)) { x in gradient(at: x) { square($0) * $0 } }.scalarized() == 18)
    let tape = GradientTape()
    let x = Variable<Float>(3)
    let y = tape.record { square(x.value) }
    #expect(tape.gradient(of: y, withRespectTo: x).scalarized() == 6)
  }

  @Test func nestedGradientsAreNotConfusedByACompiledFunction() throws {
    let product = compiled { (x: Tensor<Float>, y: Tensor<Float>) in x * y * y }
    let slope = gradient(at: Tensor<Float>(2)) { x in x * gradient(at: Tensor<Float>(3)) { y in product(x, y) } }
    #expect(slope.scalarized() == 24, "d/dx [x · 2xy] at y = 3")
  }

  @Test func aGradientMayBeTakenInside() throws {
    let slope = compiled { (x: Tensor<Float>) in gradient(at: x) { $0 * $0 * $0 } }
    #expect(slope(Tensor<Float>(3)).scalarized() == 27)
    #expect(slope(Tensor<Float>(2)).scalarized() == 12)
    #expect(slope.report.traceCount == 1)
  }

  @Test func aTapeMayBeUsedInside() throws {
    let w = Variable<Float>(3)
    let step = compiled { (x: Tensor<Float>) -> Tensor<Float> in
      let tape = GradientTape()
      let loss = tape.record { w * w.value * x }
      w.assignSub(0.1 * tape.gradient(of: loss, withRespectTo: w))
      return loss
    }
    #expect(step(Tensor<Float>(2)).scalarized() == 18)
    #expect(abs(w.value.scalarized() - 1.8) < 1e-6)
    #expect(abs(step(Tensor<Float>(2)).scalarized() - 2 * 1.8 * 1.8) < 1e-5)
  }

  @Test(.enabled(if: isPluginInstalled, "needs the XLA plugin"))
  func resultsEqualLazilyComputedOnes() throws {
    func network(_ x: Tensor<Float>, _ w: Tensor<Float>) -> Tensor<Float> { softmax(tanh(matmul(x, w)) * 0.3 + x, alongAxis: -1) }
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let run = compiled { (x: Tensor<Float>, w: Tensor<Float>) in network(x, w) }
      for seed in 1...3 {
        let x = large(seed), w = large(seed + 10) * 0.1
        try expectClose(run(x, w), network(x, w).readScalars().map(Double.init), tolerance: 1e-6)
      }
      #expect(run.report.traceCount == 1)
    }
    #expect(engine.report.deviceExecutions >= 6)
    #expect(engine.report.traces == 1)
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
}
