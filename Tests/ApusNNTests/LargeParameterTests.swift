import ApusNN
import Foundation
import Testing

/// Adam on parameters that are large enough for a step in place, against its formula in tensors.
@Suite struct LargeParameterTests {
  private struct Layers: Module {
    var first = Tensor<Float>(randomNormal: [150, 120], seed: 1) * 0.1
    var second = Tensor<Float>(randomNormal: [120, 140], seed: 2) * 0.1
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { matmul(tanh(matmul(x, first)), second) }
  }

  private static let x = Tensor<Float>(randomNormal: [40, 150], seed: 3)

  private static func slope(_ layers: Layers, _ x: Tensor<Float>) -> Gradient<Layers> {
    gradient(at: layers) { layers in
      let y = layers(x)
      return (y * y).mean()
    }
  }

  /// Three steps of `optimizer`, compiled, so that state is given away.
  private static func steps<O: SlotOptimizer<Layers>>(_ make: (Layers) -> O) throws -> [[Float]] {
    var layers = Layers()
    var optimizer = make(layers)
    let step = compiled { (layers: inout Layers, optimizer: inout O, x: Tensor<Float>) in
      optimizer.update(&layers, along: slope(layers, x))
    }
    for _ in 0..<3 { step(&layers, &optimizer, x) }
    return try [layers.first, layers.second].map { try $0.readScalars() }
  }

  /// The same by the formula, where `change` makes the step of two corrected moments.
  private static func reference(
    _ change: (_ mean: Tensor<Float>, _ square: Tensor<Float>, _ parameter: Tensor<Float>, _ step: Float) -> Tensor<Float>
  ) throws -> [[Float]] {
    var layers = Layers(), means = [layers.first * 0, layers.second * 0], squares = means
    for step in 1...3 {
      let slope = slope(layers, x), slopes = [slope.first, slope.second]
      for index in 0..<2 {
        let slope = slopes[index], square: Tensor<Float> = slope * slope
        means[index] = means[index] * 0.9 + slope * 0.1
        squares[index] = squares[index] * 0.99 + square * 0.01
      }
      layers.first -= change(means[0], squares[0], layers.first, Float(step))
      layers.second -= change(means[1], squares[1], layers.second, Float(step))
    }
    return try [layers.first, layers.second].map { try $0.readScalars() }
  }

  private func expectNear(_ a: [[Float]], _ b: [[Float]]) {
    for (a, b) in zip(a, b) { #expect(a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 2e-5 * max(1, abs($1)) }) }
  }

  @Test func adamTakesItsStepsInPlace() throws {
    let expected = try Self.reference { mean, square, _, step in
      let correction: Float = (1 - pow(0.99, step)).squareRoot() / (1 - pow(0.9, step))
      let root: Tensor<Float> = sqrt(square) + 1e-6
      return mean / root * (0.01 * correction)
    }
    expectNear(try Self.steps { Adam(for: $0, learningRate: 0.01, beta2: 0.99, epsilon: 1e-6) }, expected)
  }

  @Test func adamWTakesItsStepsInPlace() throws {
    let expected = try Self.reference { mean, square, parameter, step in
      let meanWeight: Float = 1 - pow(0.9, step), squareWeight: Float = 1 - pow(0.99, step)
      let root: Tensor<Float> = sqrt(square / squareWeight) + 1e-6
      let direction: Tensor<Float> = mean / meanWeight / root
      return direction * 0.01 + parameter * 0.005
    }
    expectNear(try Self.steps { AdamW(for: $0, learningRate: 0.01, beta2: 0.99, epsilon: 1e-6, weightDecay: 0.5) }, expected)
  }
}
