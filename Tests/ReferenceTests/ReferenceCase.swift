import ApusNN

/// What a program of `References/functions/` wrote for one point.
struct ReferenceCase: Decodable, Sendable {
  struct Array: Decodable, Sendable {
    let shape: [Int]
    let scalars: [Double]

    func tensor<S: TensorFloatingPoint>(_: S.Type = S.self) -> Tensor<S> {
      Tensor<S>(Tensor<Double>(shape: TensorShape(shape), scalars: scalars))
    }
  }

  let inputs: [Array]
  let outputs: [Array]
  /// With respect to the first inputs; none if the function has no derivative.
  let gradients: [Array]
}
