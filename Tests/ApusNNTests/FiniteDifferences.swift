import ApusNN
import ApusTesting
import Testing

/// Sums that weigh elements unevenly, so that no two of them can be mistaken for each other.
func weighted(_ x: Tensor<Double>) -> Tensor<Double> {
  (x * Tensor(shape: x.shape, scalars: (0..<x.scalarCount).map { 0.7 + 0.31 * Double($0 * 7 % 11) })).sum()
}

/// Expects the gradient of `weighted(layer(x))` in random directions, of the input and of all parameters, to be the slope there.
func expectLayerGradient<L: Layer>(
  _ layer: L, _ x: Tensor<Double>, _ location: Testing.SourceLocation = #_sourceLocation
) throws where L.Input == Tensor<Double>, L.Output == Tensor<Double> {
  let step = 1e-5
  let inputDirection = direction(x.shape, 1)
  let inputSlope = (gradient(at: x) { weighted(layer($0)) } * inputDirection).sum().scalarized()
  let inputDifference = (weighted(layer(x + step * inputDirection)) - weighted(layer(x - step * inputDirection))).scalarized() / (2 * step)
  #expect(abs(inputSlope - inputDifference) <= 1e-6 * max(1, abs(inputDifference)), "input", sourceLocation: location)

  let slopes = gradient(at: layer) { weighted($0(x)) }.parameters
  for (index, parameter) in slopes.enumerated() {
    let gradient = try #require(parameter.gradient.typed(Double.self), sourceLocation: location)
    let direction = direction(gradient.shape, UInt64(index + 2))
    let slope = (gradient * direction).sum().scalarized()
    func moved(_ step: Double) -> Tensor<Double> {
      var copy = layer
      var place = 0
      copy.updateParameters { _, node in
        defer { place += 1 }
        return place == index ? (Tensor<Double>(node) + step * direction).node : node
      }
      return weighted(copy(x))
    }
    let difference = (moved(step) - moved(-step)).scalarized() / (2 * step)
    #expect(abs(slope - difference) <= 1e-6 * max(1, abs(difference)), "\(parameter.path)", sourceLocation: location)
  }
}

/// Numbers between -1 and 1 that the seed determines.
func direction(_ shape: TensorShape, _ seed: UInt64) -> Tensor<Double> {
  var generator = SplitMix(seed: seed)
  return Tensor(shape: shape, scalars: (0..<shape.contiguousSize).map { _ in Double.random(in: -1...1, using: &generator) })
}
