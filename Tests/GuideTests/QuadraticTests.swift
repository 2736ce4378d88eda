import Apus
import Testing

/// The guide 001, "TensorFlow basics", its last part: a parabola fitted to noisy points.
@Suite struct QuadraticTests {
  private struct Quadratic: Module {
    var squared = Tensor<Float>(1.4291573)
    var linear = Tensor<Float>(4.3870163)
    var offset = Tensor<Float>(4.6892653)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { squared * x * x + linear * x + offset }
  }

  /// Between which losses 300 runs with other noise and other shuffling lay, after the epochs 0, 10, …, 90.
  private static let bands: [ClosedRange<Float>] = [
    52.29...59.95, 9.18...10.64, 3.70...4.45, 1.74...2.35, 1.01...1.65, 0.77...1.41, 0.68...1.32, 0.65...1.29, 0.64...1.28, 0.63...1.28,
  ]

  private let x = Tensor<Float>(linearSpaceFrom: -2, to: 2, count: 201)
  private var parabola: Tensor<Float> { x * x + 2 * x - 5 }

  @Test func theUntrainedParabolaIsTheGuides() {
    let loss = meanSquaredError(predicted: Quadratic()(x), expected: parabola).scalarized()
    #expect(abs(loss - 113.356) < 0.001)
  }

  /// The guide draws noise and shuffles without seeds, so that only bands can be expected.
  @Test(arguments: [1, 2, 3] as [UInt64]) func theLossStaysInTheBandsOfTheGuidesExperiment(seed: UInt64) throws {
    let y = parabola + Tensor(randomNormal: [201], seed: Int(seed))
    var model = Quadratic()
    var optimizer = SGD(for: model, learningRate: 0.01)
    var losses: [Float] = []
    for epoch in Epochs(inputs: x, targets: y, batchSize: 32, seed: seed).prefix(100) {
      for batch in epoch {
        let slope = gradient(at: model) { meanSquaredError(predicted: $0(batch.data), expected: batch.label) }
        optimizer.update(&model, along: slope)
      }
      losses.append(try meanSquaredError(predicted: model(x), expected: y).readScalars()[0])
    }
    for (step, band) in Self.bands.enumerated() { #expect(band.contains(losses[10 * step]), "epoch \(10 * step): \(losses[10 * step])") }
    #expect((losses[0] - losses[10]) / (losses[0] - losses[99]) > 0.8, "most of the way in the first ten epochs")
  }
}
