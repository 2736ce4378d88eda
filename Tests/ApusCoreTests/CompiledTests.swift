import ApusCore
import Testing

/// Signatures of compiled functions, and their results.
@Suite struct CompiledTests {
  private struct Line: Module {
    var w = Tensor<Float>([1, 2])
    var b = Tensor<Float>(3)
    let label: String
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }

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

  @Test func capturedTensorsAreInputs() throws {
    let offset = Tensor<Float>([10, 20]) + 1
    let shift = compiled { (x: Tensor<Float>) in x + offset }
    #expect(try shift(Tensor<Float>([1, 2])).readScalars() == [12, 23])
    #expect(try shift(Tensor<Float>([3, 4])).readScalars() == [14, 25])
    #expect(try offset.readScalars() == [11, 21])
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

  @Test func tensorsInLetsAndObjectsAreThoseOfTheArgument() throws {
    final class Table { @Frozen var scale: Tensor<Float>; init(_ scale: Float) { self.scale = Tensor(scale) } }
    struct Scaled: Module {
      var w = Tensor<Float>([1, 2])
      let scale: Tensor<Float>
      let table: Table
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x * scale * table.scale }
    }
    let run = compiled { (model: Scaled, x: Tensor<Float>) in model(x) }
    let x = Tensor<Float>([1, 1])
    var first = Scaled(scale: Tensor(10), table: Table(1))
    #expect(run(first, x).scalars == [10, 20])
    first.w = Tensor([3, 4])
    #expect(run(first, x).scalars == [30, 40])
    #expect(run.report.traceCount == 1)
    #expect(run(Scaled(scale: Tensor(100), table: first.table), x).scalars == [100, 200])
    #expect(run(Scaled(scale: first.scale, table: Table(2)), x).scalars == [20, 40])
    #expect(run(first, x).scalars == [30, 40])
    #expect(run.report.traceCount == 3)
  }

  @Test func tensorsBehindLetsAreThoseOfTheArgumentWhateverHoldsThem() throws {
    struct Shift { var by: Tensor<Float> }
    struct Part {
      let factor: Tensor<Float>
      let seen = Variable<Float>(0)
    }
    struct Model: Module {
      var w = Tensor<Float>(1)
      let several: [Tensor<Float>]
      let optional: Shift?
      let named: [String: Tensor<Float>]
      var parts: [Part]
      var part: Part?
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
        parts[0].seen.assign(x)
        var sum = x * w + several[0] + parts[0].factor
        if let optional { sum += optional.by }
        if let part { sum += part.factor }
        if let number = named["a"] { sum += number }
        return sum
      }
    }
    func model(_ numbers: [Float]) -> Model {
      let tensors = numbers.map { Tensor($0) }
      return Model(
        several: [tensors[0]], optional: Shift(by: tensors[1]), named: ["a": tensors[2]], parts: [Part(factor: tensors[3])],
        part: Part(factor: tensors[4]))
    }
    let run = compiled { (model: inout Model, x: Tensor<Float>) in model(x) }
    let numbers: [Float] = [1, 2, 4, 8, 16]
    var first = model(numbers)
    #expect(run(&first, Tensor(100)).scalar == 131)
    first.w = Tensor(2)
    #expect(run(&first, Tensor(200)).scalar == 431)
    #expect(first.parts[0].seen.value.scalar == 200)
    #expect(run.report.traceCount == 1)
    for index in numbers.indices {
      // All tensors but one are those of the first model.
      let other = model([32, 32, 32, 32, 32])
      var changed = Model(
        w: first.w, several: index == 0 ? other.several : first.several, optional: index == 1 ? other.optional : first.optional,
        named: index == 2 ? other.named : first.named, parts: index == 3 ? other.parts : first.parts,
        part: index == 4 ? other.part : first.part)
      #expect(run(&changed, Tensor(100)).scalar == 231 + 32 - numbers[index])
      #expect(run.report.traceCount == 2 + index)
    }
    #expect(run(&first, Tensor(100)).scalar == 231)
    #expect(run.report.traceCount == 6)
  }
}
