/// Second targets for the samples of a batch that were mixed with others: the loss is `(1 − share)` times that of the batch's own
/// targets plus `share` times that of these.
public struct TargetMixture<Target> {
  public var target: Target
  /// From 0 to 1, a scalar. A tensor, so that another share in every step is the same program.
  public var share: Tensor<Float>

  public init(target: Target, share: Float) {
    self.target = target
    self.share = Tensor(shape: [], scalars: [share])
  }
}

extension TargetMixture {
  func loss<Output>(_ output: Output, _ first: Tensor<Float>, _ lossFunction: LossFunction<Output, Target>) -> Tensor<Float> {
    first * (1 - share) + lossFunction(output, target) * share
  }
}
