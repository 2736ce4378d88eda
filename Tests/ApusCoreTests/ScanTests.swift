import ApusCore
import Testing

@Suite struct ScanTests {
  private let numbers = Tensor<Double>([0.4, -0.3, 0.8, 0.1])

  @Test func aRunningSumCarriesAndStacks() throws {
    let x = Tensor<Float>([1, 2, 3, 4])
    let (total, sums) = scan(Tensor<Float>(0), over: x) { sum, x in (sum + x, sum + x) }
    #expect(total.scalarized() == 10)
    #expect(sums.scalars == [1, 3, 6, 10])
  }

  @Test func outputsOfAReversedScanLieAtTheirElements() throws {
    let (total, sums) = scan(Tensor<Float>(0), over: Tensor<Float>([1, 2, 3, 4]), reversed: true) { sum, x in (sum + x, sum + x) }
    #expect(total.scalarized() == 10)
    #expect(sums.scalars == [10, 9, 7, 4])
  }

  /// A carried value that is a struct, with a part that is no tensor.
  private struct State {
    var position: Tensor<Double>
    var counts: [Tensor<Int32>]
    var name: String
  }

  @Test func structsTuplesAndArraysAreCarried() throws {
    let start = State(position: Tensor(1), counts: [Tensor(0), Tensor(10)], name: "walk")
    let (end, outputs) = scan(start, over: (step: numbers, weight: numbers * 2)) { state, given in
      var next = state
      next.position = state.position * 0.5 + given.step * given.weight
      next.counts[0] = state.counts[0] + 1
      return (next, [next.position, state.position])
    }
    var position = 1.0
    var positions: [Double] = []
    for number in try numbers.readScalars() {
      position = position * 0.5 + 2 * number * number
      positions.append(position)
    }
    try expectClose(end.position, [position])
    try expectClose(outputs[0], positions)
    try expectClose(outputs[1], [1] + positions.dropLast())
    #expect(end.counts.map { $0.scalarized() } == [4, 10])
    #expect(end.name == "walk")
  }

  @Test func gradientsAreFiniteDifferences() throws {
    let weight = Tensor<Double>([[0.3, -0.7], [0.5, 0.2]])
    let rows = Tensor<Double>(shape: [3, 2], scalars: [0.1, 0.9, -0.4, 0.3, 0.7, -0.2])
    let step = { (w: Tensor<Double>, h: Tensor<Double>, x: Tensor<Double>) in tanh(matmul(h, w) + x) }
    let run = { (w: Tensor<Double>, h: Tensor<Double>, x: Tensor<Double>) -> Tensor<Double> in
      let (last, all) = scan(h, over: x.reshaped(to: [3, 1, 2])) { h, x in
        let next = step(w, h, x)
        return (next, next * h)
      }
      return last.sum() + all.squeezingShape(at: 1)
    }
    let start = Tensor<Double>([[0.2, -0.1]])
    try expectGradient(of: { run($0, start, rows) }, at: weight)
    try expectGradient(of: { run(weight, $0, rows) }, at: start)
    try expectGradient(of: { run(weight, start, $0) }, at: rows)
  }

  @Test func aScanIsItsUnrolledLoop() throws {
    let rows = Tensor<Double>(randomUniform: [6, 4], from: -1, to: 1, seed: 1),
      weight = Tensor<Double>(randomUniform: [4], from: -1, to: 1, seed: 2)
    let zero = Tensor<Double>(zeros: [4])
    let rolled = valueWithGradient(at: weight, rows) { weight, rows in
      scan(zero, over: rows) { h, x in (sigmoid(h * weight + x), h * x) }.outputs.sum()
    }
    let unrolled = valueWithGradient(at: weight, rows) { weight, rows in
      var h = zero
      var total = Tensor<Double>(0)
      for row in rows.unstacked() {
        total = total + (h * row).sum()
        h = sigmoid(h * weight + row)
      }
      return total
    }
    try expectClose(rolled.value, try unrolled.value.readScalars(), tolerance: 1e-12)
    try expectClose(rolled.gradient.0, try unrolled.gradient.0.readScalars(), tolerance: 1e-12)
    try expectClose(rolled.gradient.1, try unrolled.gradient.1.readScalars(), tolerance: 1e-12)
  }

  @Test func gradientsPassThroughStepsOfGradientDescent() throws {
    // Each step takes a gradient in the body; the outer one goes through all of them.
    let descended = { (start: Tensor<Double>) -> Tensor<Double> in
      scan(start, over: numbers) { w, target in
        let slope = gradient(at: w) { w in (tanh(w) - target) * (tanh(w) - target) }
        return (w - slope * 0.3, ())
      }.carry
    }
    try expectGradient(of: descended, at: Tensor(0.7))
    var w = 0.7
    for number in try numbers.readScalars() {
      let value = (2 / (1 + exp(Tensor<Double>(-2 * w))) - 1).scalarized()
      w -= 0.6 * (value - number) * (1 - value * value)
    }
    try expectClose(descended(Tensor(0.7)), [w])
  }

  @Test func noStepsReturnTheFirstValues() throws {
    let x = Tensor<Float>(shape: [0, 2], scalars: [])
    let (last, outputs) = scan(Tensor<Float>([1, 2]), over: x) { carry, x in (carry + x, x.sum()) }
    #expect(last.scalars == [1, 2])
    #expect(outputs.shape == [0])
    #expect(outputs.scalars == [])
  }

  @Test func aDerivativeWrittenByHandCountsInABody() throws {
    // Twice the derivative of the square, in terms of what is different at each step.
    let square = { (x: Tensor<Double>) -> Tensor<Double> in
      withDerivative(of: { $0 * $0 }, at: x) { cotangent, x, value in
        let half = cotangent * x * 2
        return half + cotangent * value / x * 2
      }
    }
    let start = Tensor<Double>(1)
    let doubled = gradient(at: Tensor<Double>(0.5)) { w -> Tensor<Double> in
      scan(start, over: numbers) { carry, x in (square(carry * w) + x, ()) }.carry
    }
    var (carry, slope) = (1.0, 0.0)
    for number in try numbers.readScalars() {
      let product = carry * 0.5
      (carry, slope) = (product * product + number, 4 * product * (slope * 0.5 + carry))
    }
    try expectClose(doubled, [slope])
  }

  @Test func aModelWithVariablesIsTrainedThroughABody() throws {
    let scale = Variable<Double>(0.7)
    let tape = GradientTape()
    let loss = tape.record { scan(Tensor<Double>(1), over: numbers) { carry, x in (carry * scale.value + x, ()) }.carry }
    var (carry, slope) = (1.0, 0.0)
    for number in try numbers.readScalars() { (carry, slope) = (carry * 0.7 + number, slope * 0.7 + carry) }
    try expectClose(loss, [carry])
    try expectClose(tape.gradient(of: loss, withRespectTo: scale), [slope])
  }

  @Test func aCompiledFunctionContainsItsScan() throws {
    let scale = Variable<Double>(0.5)
    let run = compiled { (x: Tensor<Double>) in
      valueWithGradient(at: x) { x in scan(Tensor<Double>(1), over: x) { carry, x in (carry * scale.value + x, carry * x) }.outputs.sum() }
    }
    for value in [0.5, 0.25] {
      scale.assign(Tensor(value))
      let (loss, slope) = run(numbers)
      let expected = valueWithGradient(at: numbers) { x in
        scan(Tensor<Double>(1), over: x) { carry, x in (carry * value + x, carry * x) }.outputs.sum()
      }
      try expectClose(loss, try expected.value.readScalars())
      try expectClose(slope, try expected.gradient.readScalars())
    }
    #expect(run.report.traceCount == 1)
  }

  @Test(.enabled(if: isPluginInstalled)) func aStepCompilesOnce() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      var weight = large(1)
      let rows = Tensor<Float>(randomUniform: [5, 2, 300], from: -1, to: 1, seed: 2)
      for step in 0..<4 {
        let (_, slope) = valueWithGradient(at: weight) { weight in
          scan(Tensor<Float>(zeros: [2, 300]), over: rows) { h, x in (tanh(matmul(h, weight) * 0.1 + x), ()) }.carry.sum()
        }
        weight = weight - 0.1 * Float(step + 1) * slope
        _ = try weight.evaluated()
      }
    }
    #expect(engine.report.deviceExecutions >= 4)
    // The step, and the step with its factor as an input.
    #expect(engine.report.compilations.count == 2)
  }

  @Test func bothPathsAgree() throws {
    let rows = Tensor<Float>(randomUniform: [40, 30, 50], from: -1, to: 1, seed: 1)
    let total = scan(Tensor<Float>(zeros: [30, 50]), over: rows) { h, x in (h * 0.9 + x, h.sum()) }
    var h = [Float](repeating: 0, count: 1500)
    var sums: [Double] = []
    let scalars = rows.scalars
    for step in 0..<40 {
      sums.append(h.reduce(0) { $0 + Double($1) })
      for place in h.indices { h[place] = h[place] * 0.9 + scalars[step * 1500 + place] }
    }
    try expectClose(total.outputs, sums, tolerance: 1e-5)
    try expectClose(total.carry, h.map(Double.init), tolerance: 1e-5)
  }
}
