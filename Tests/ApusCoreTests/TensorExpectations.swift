import ApusCore
import Testing

/// Expects shape-blind equality up to a relative difference (absolute below 1); NaN and infinities must be in the same places.
func expectClose<S: TensorFloatingPoint>(
  _ tensor: Tensor<S>, _ expected: [Double], tolerance: Double = 1e-6, _ location: Testing.SourceLocation = #_sourceLocation
) throws {
  let scalars = try tensor.readScalars().map(\.asDouble)
  try #require(scalars.count == expected.count, sourceLocation: location)
  for (index, (a, b)) in zip(scalars, expected).enumerated() {
    let isClose = a == b || a.isNaN && b.isNaN || abs(a - b) <= tolerance * max(1, abs(b))
    #expect(isClose, "element \(index) is \(a), not \(b)", sourceLocation: location)
  }
}

/// Expects the gradient of Σ w·f(x), for uneven weights w, to be what central differences give, and so its own gradient in turn.
func expectGradient(
  of function: @escaping (Tensor<Double>) -> Tensor<Double>, at x: Tensor<Double>, _ location: Testing.SourceLocation = #_sourceLocation
) throws {
  let value = { (x: Tensor<Double>) -> Tensor<Double> in
    let y = function(x)
    return (y * weights(of: y.shape)).sum()
  }
  let slope = { (x: Tensor<Double>) -> Tensor<Double> in
    (gradient(at: x, of: value) * weights(of: x.shape)).sum()
  }
  try expectClose(gradient(at: x, of: value), differences(of: value, at: x), tolerance: 1e-6, location)
  try expectClose(gradient(at: x, of: slope), differences(of: slope, at: x), tolerance: 1e-6, location)
}

private func weights(of shape: TensorShape) -> Tensor<Double> {
  Tensor(shape: shape, scalars: (0..<shape.contiguousSize).map { 0.7 + 0.31 * Double($0 * 7 % 11) })
}

/// One central difference for each element, of a step at which both errors are about 10⁻⁸.
private func differences(of function: (Tensor<Double>) -> Tensor<Double>, at x: Tensor<Double>) throws -> [Double] {
  let scalars = try x.readScalars(), step = 1e-4
  return try scalars.indices.map { index in
    let values = try [step, -step].map { step in
      var moved = scalars
      moved[index] += step
      return try function(Tensor(shape: x.shape, scalars: moved)).readScalars()[0]
    }
    return (values[0] - values[1]) / (2 * step)
  }
}
