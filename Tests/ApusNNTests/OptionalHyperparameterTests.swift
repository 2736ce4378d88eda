import ApusCore
import ApusNN
import Testing

@Suite struct OptionalHyperparameterTests {
  private struct Slope: Module {
    var weight = Tensor<Float>(0)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { weight * x }
  }

  /// The gradient is 1, so that a step takes the rate 1 / (1 + decay · step) off the weight.
  @Test(arguments: [false, true]) func aDecayTakesPartFromTheStepOnThatHasIt(isCompiled: Bool) throws {
    var model = Slope(), optimizer = SGD(for: model, learningRate: 1)
    func step(_ model: inout Slope, _ optimizer: inout SGD<Slope>, _ x: Tensor<Float>) {
      optimizer.update(&model, along: gradient(at: model) { $0(x) })
    }
    let function = compiled { (model: inout Slope, optimizer: inout SGD<Slope>, x: Tensor<Float>) in step(&model, &optimizer, x) }
    let one = Tensor<Float>(1)
    for (decay, expected, traceCount) in [(0, -1, 1), (1, -1 - 1.0 / 3, 2), (0.5, -1.4 - 1.0 / 3, 2), (0, -2.4 - 1.0 / 3, 2)]
      as [(Float, Float, Int)]
    {
      optimizer.decay = decay
      if isCompiled { function(&model, &optimizer, one) } else { step(&model, &optimizer, one) }
      #expect(abs(try model.weight.readScalars()[0] - expected) < 1e-5)
      if isCompiled { #expect(function.report.traceCount == traceCount) }
    }
    #expect(optimizer.decay == 0)
  }
}
