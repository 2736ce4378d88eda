import ApusTesting
import Testing

@testable import ApusCore
@testable import ApusNN

/// Many steps of training as one call: a `scan` whose carried values are the model and its optimizer.
@Suite struct LoopTrainingTests {
  private struct Curve: Module {
    var hidden = Dense<Float>(inputSize: 2, outputSize: 8, activation: tanh, weightInitializer: glorotUniform(seed: 1))
    var output = Dense<Float>(inputSize: 8, outputSize: 1, weightInitializer: glorotUniform(seed: 2))
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { output(hidden(x)) }
  }

  private let initial = Curve()
  private static let x = Tensor<Float>(randomNormal: [5, 4, 2], seed: 3)
  private static let y = Tensor<Float>(randomNormal: [5, 4, 1], seed: 4)

  private func step<Opt: Optimizer<Curve>>(
    _ model: inout Curve, _ optimizer: inout Opt, _ x: Tensor<Float>, _ y: Tensor<Float>
  ) -> Tensor<Float> {
    let (loss, slope) = valueWithGradient(at: model) { meanSquaredError(predicted: $0(x), expected: y) }
    optimizer.update(&model, along: slope)
    return loss
  }

  private func losses<Opt: Optimizer<Curve>>(_ make: (Curve) -> Opt) throws -> (loop: [Float], scan: [Float], traces: Int) {
    var model = initial, optimizer = make(model), losses: [Float] = []
    for _ in 0..<2 {
      for batch in 0..<5 { losses.append(try step(&model, &optimizer, Self.x[batch], Self.y[batch]).readScalars()[0]) }
    }
    let epoch = compiled { (model: inout Curve, optimizer: inout Opt, x: Tensor<Float>, y: Tensor<Float>) in
      let (state, losses) = scan((model, optimizer), over: (x, y)) { state, batch in
        var (model, optimizer) = state
        let loss = step(&model, &optimizer, batch.0, batch.1)
        return ((model, optimizer), loss)
      }
      (model, optimizer) = state
      return losses
    }
    var other = initial, otherOptimizer = make(other), scanned: [Float] = []
    for _ in 0..<2 { scanned += try epoch(&other, &otherOptimizer, Self.x, Self.y).readScalars() }
    return (losses, scanned, epoch.report.traceCount)
  }

  @Test func anEpochInOneCallTrainsAsStepsDo() throws {
    for (name, results) in [
      ("SGD", try losses { SGD(for: $0, learningRate: 0.1, momentum: 0.9) }), ("Adam", try losses { Adam(for: $0, decay: 0.1) }),
    ] {
      #expect(results.traces == 1)
      for (a, b) in zip(results.loop, results.scan) { #expect(abs(a - b) <= 1e-5 * abs(a), "\(name)") }
    }
  }

  /// Ten epochs of the whole data as ten carried steps, beside ten calls.
  @Test func epochsAreStepsOfAScan() throws {
    let x = Self.x.reshaped(to: [20, 2]), y = Self.y.reshaped(to: [20, 1])
    var model = initial, optimizer = SGD(for: model, learningRate: 0.1), expected: [Float] = []
    for _ in 0..<10 { expected.append(try step(&model, &optimizer, x, y).readScalars()[0]) }
    let (state, losses) = scan((initial, SGD(for: initial, learningRate: 0.1)), steps: 10) { state, _ in
      var (model, optimizer) = state
      let loss = step(&model, &optimizer, x, y)
      return ((model, optimizer), loss)
    }
    for (a, b) in zip(expected, try losses.readScalars()) { #expect(abs(a - b) <= 1e-5 * abs(a)) }
    #expect(try state.1.optimizerState.count.readScalars() == [10])
    let none = scan(Tensor<Float>(0), steps: 0) { sum, number in (sum, number) }
    #expect(none.carry.diagnosis?.description.contains("there are 0 steps") == true)
  }
}
