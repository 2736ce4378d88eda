/// The mean over the batch of how far an anchor is from being nearer to its like than to the other by `margin`.
///
///     mean max(0, margin + ‖anchor − positive‖ − ‖anchor − negative‖)
///
/// All three are `[batch…, features]`. Schroff, Kalenichenko and Philbin, "FaceNet", 2015, section 3.1, with distances in place of their
/// squares, as PyTorch has it.
@inline(never)
public func tripletLoss<Scalar: TensorFloatingPoint>(
  anchor: Tensor<Scalar>, positive: Tensor<Scalar>, negative: Tensor<Scalar>, margin: Scalar = 1
) -> Tensor<Scalar> {
  tripletLoss(anchor: anchor, positive: positive, negative: negative, margin: margin, reduction: { $0.mean() })
}

/// The triplet loss for each example, reduced by `reduction`.
@inline(never)
public func tripletLoss<Scalar: TensorFloatingPoint>(
  anchor: Tensor<Scalar>, positive: Tensor<Scalar>, negative: Tensor<Scalar>, margin: Scalar = 1,
  reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  reduction(max(margin + distance(anchor, positive) - distance(anchor, negative), 0))
}

/// The Euclidean distance along the last axis. 1e-6 is added to every difference, as in PyTorch, so that equal vectors have a gradient.
func distance<Scalar: TensorFloatingPoint>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  sqrt((a - b + 1e-6).squared().sum(squeezingAxes: -1))
}
