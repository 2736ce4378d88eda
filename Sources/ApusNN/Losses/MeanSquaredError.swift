// Two forms of each loss: a default argument is lost when a function is passed by its name, as in `lossFunction: meanSquaredError`.

/// The mean of the squared differences, over all elements.
@inline(never)
public func meanSquaredError<Scalar: TensorFloatingPoint>(predicted: Tensor<Scalar>, expected: Tensor<Scalar>) -> Tensor<Scalar> {
  meanSquaredError(predicted: predicted, expected: expected, reduction: { $0.mean() })
}

/// The squared differences, reduced by `reduction`.
@inline(never)
public func meanSquaredError<Scalar: TensorFloatingPoint>(
  predicted: Tensor<Scalar>, expected: Tensor<Scalar>, reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction((predicted - expected).squared())
}
