@_exported import ApusCore

/// Makes the first value of a parameter from its shape.
public typealias ParameterInitializer<Scalar: TensorFloatingPoint> = @Sendable (TensorShape) -> Tensor<Scalar>

/// How many inputs and outputs an element of a parameter connects: the last two axes, times the places of a filter.
struct Fans {
  let input: Double
  let output: Double

  init(_ shape: TensorShape) {
    let field = shape.dropLast(2).reduce(1.0) { $0 * Double($1) }
    switch shape.rank {
    case 0: (input, output) = (1, 1)
    case 1: (input, output) = (Double(shape[0]), Double(shape[0]))
    default: (input, output) = (Double(shape[shape.rank - 2]) * field, Double(shape[shape.rank - 1]) * field)
    }
  }
}

extension Tensor where Scalar: TensorFloatingPoint {
  /// Computed on the host, so that a model starts with the same bits with and without a device.
  func onHost() -> Tensor { Tensor(node.evaluatedOnHost()) }
}
