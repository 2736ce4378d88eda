/// The mean over pairs of the squared distance of those alike, and of the squared lack of distance of those that are not.
///
///     mean (areAlike·d² + (1 − areAlike)·max(0, margin − d)²),   with d = ‖first − second‖
///
/// Hadsell, Chopra and LeCun, "Dimensionality reduction by learning an invariant mapping", 2006, equation 4, without its factor ½.
///
/// - Parameters:
///   - first: `[batch…, features]`
///   - second: `[batch…, features]`
///   - areAlike: `[batch…]`, 1 for a pair that belongs together and 0 for one that does not.
@inline(never)
public func contrastiveLoss<Scalar: TensorFloatingPoint>(
  first: Tensor<Scalar>, second: Tensor<Scalar>, areAlike: Tensor<Scalar>, margin: Scalar = 1
) -> Tensor<Scalar> {
  contrastiveLoss(first: first, second: second, areAlike: areAlike, margin: margin, reduction: { $0.mean() })
}

/// The contrastive loss for each pair, reduced by `reduction`.
@inline(never)
public func contrastiveLoss<Scalar: TensorFloatingPoint>(
  first: Tensor<Scalar>, second: Tensor<Scalar>, areAlike: Tensor<Scalar>, margin: Scalar = 1,
  reduction: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  let apart = distance(first, second)
  return reduction(areAlike * apart.squared() + (1 - areAlike) * max(margin - apart, 0).squared())
}
