import Apus
import Foundation
import Testing

/// The guide 004: a linear regression on standardised data, with SGD and with Adam.
@Suite struct RegressionTests {
  private struct Regression: Module {
    var a = Tensor<Float>(0)
    var b = Tensor<Float>(0)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { a * x + b }
  }

  private final class VariableRegression: Module {
    let a = Variable<Float>(0)
    let b = Variable<Float>(0)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { a * x + b }
  }

  /// The loss is that before the step of its epoch, `a` and `b` are those after it.
  private struct Epoch {
    let loss, a, b: Float
  }

  private func train<O: Optimizer>(_ steps: Int, _ makeOptimizer: (Regression) -> O) throws -> [Epoch] where O.Model == Regression {
    let data = try Fixture("seed004.csv")
    let x = data.column("x_scaled"), y = data.column("y_scaled")
    var model = Regression()
    var optimizer = makeOptimizer(model)
    return (0..<steps).map { _ in
      let (loss, gradient) = valueWithGradient(at: model) { meanSquaredError(predicted: $0(x), expected: y) }
      optimizer.update(&model, along: gradient)
      return Epoch(loss: loss.scalarized(), a: model.a.scalarized(), b: model.b.scalarized())
    }
  }

  @Test func oneSmallStepPrintsTheGuidesSlope() throws {
    let epochs = try train(1) { SGD(for: $0, learningRate: 1e-3) }
    #expect(String(format: "%.3g", epochs[0].a) == "0.00179")
    #expect(abs(epochs[0].a - 0.0017932727) <= 2 * Float(0.0017932727).ulp)
    #expect(abs(epochs[0].b) < 1e-8)
  }

  @Test func sgdPrintsTheGuidesTable() throws {
    let epochs = try train(20) { SGD(for: $0, learningRate: 0.1) }
    let shown = [5, 10, 15, 20].map { epochs[$0 - 1] }
    #expect(shown.map { String(format: "%.6f", $0.loss) } == ["0.330925", "0.210526", "0.197598", "0.196210"])
    #expect(shown.dropFirst().map { String(format: "%.6f", $0.a) } == ["0.800361", "0.865089", "0.886299"])
    // The exact value 0.6028265234 lies on the border between two printed ones.
    #expect(abs(shown[0].a - 0.6028265) <= 1.2e-7)
    for epoch in epochs { #expect(abs(epoch.b) < 1e-8) }
  }

  /// The intercept's first gradient is rounding noise, which Adam scales up: its size depends on the order of summation.
  @Test func adamPrintsTheGuidesSlopesAndStaysInItsBands() throws {
    let epochs = try train(20) { Adam(for: $0, learningRate: 0.1, epsilon: 1e-7) }
    let shown = [5, 10, 15, 20].map { epochs[$0 - 1] }
    #expect(shown.dropLast().map { String(format: "%.6f", $0.a) } == ["0.490501", "0.906225", "1.135318"])
    #expect(abs(shown[3].a - 1.139602) <= 1.5e-6)
    let bands: [ClosedRange<Float>] = [0.4473...0.4507, 0.20006...0.20194, 0.24098...0.24210, 0.26202...0.26270]
    for (epoch, band) in zip(shown, bands) { #expect(band.contains(epoch.loss), "\(epoch.loss)") }
    for epoch in shown { #expect(abs(epoch.b) < 0.07) }
  }

  @Test func variablesAndATapeGiveTheSameBitsAsValues() throws {
    let data = try Fixture("seed004.csv")
    let x = data.column("x_scaled"), y = data.column("y_scaled")
    let model = VariableRegression()
    var optimizer = Adam(for: model, learningRate: 0.1, epsilon: 1e-7)
    var slopes: [Float] = []
    for _ in 0..<20 {
      let tape = GradientTape()
      let loss = tape.record { meanSquaredError(predicted: model(x), expected: y) }
      optimizer.apply(tape.gradient(of: loss, withRespectTo: model.trainableVariables), to: model.trainableVariables)
      slopes.append(model.a.value.scalarized())
    }
    #expect(slopes == (try train(20) { Adam(for: $0, learningRate: 0.1, epsilon: 1e-7) }).map(\.a))
  }

  /// The numbers are NumPy's, in double precision.
  @Test(arguments: [("x", 60.29286975324896, 10082.281777179665), ("y", 213.73123195177257, 53001.747473757416)])
  func theRawDataHasTheGuidesMeanAndVariance(name: String, mean: Double, variance: Double) throws {
    let raw = try Fixture("seed004_raw.csv").column(name)
    #expect(raw.shape == [200])
    #expect(abs(Double(raw.mean().scalarized()) - mean) <= 2e-7 * mean)
    #expect(abs(Double(raw.variance().scalarized()) - variance) <= 1e-6 * variance)
    let scaled = try Fixture("seed004.csv").column(name + "_scaled")
    let standardized = (raw - raw.mean()) / raw.standardDeviation()
    for (own, numPys) in zip(standardized.scalars, scaled.scalars) { #expect(abs(own - numPys) <= 1e-5, "\(own)") }
    if name == "x" {
      #expect(String(format: "%.3g", raw.mean().scalarized()) == "60.3")
      #expect(String(format: "%.3g", raw.variance().scalarized()) == "1.01e+04")
    }
  }
}
