/// Trains on mixtures of samples: of each with another one of its batch, input as well as target.
///
///     callbacks: [mixup(alpha: 0.2)]
///
///     x ← (1 − λ)·x + λ·x',   loss = (1 − λ)·loss(y) + λ·loss(y')
///
/// with λ from the beta distribution with the parameters (alpha, alpha), one for each batch, at most 1/2. Zhang et al., "mixup: beyond
/// empirical risk minimization", 2018. Metrics compare with y.
///
/// - Parameter seed: decides λ and who is mixed with whom.
public func mixup<L: TrainingLoopProtocol, Scalar: TensorFloatingPoint, Label: TensorScalar>(
  alpha: Float = 0.2, seed: UInt64 = 0
) -> TrainingLoopCallback<L> where L.Model.Input == Tensor<Scalar>, L.Target == Tensor<Label> {
  { loop, event in
    guard event == .batchStart, loop.isTraining, let (input, target) = loop.batchToMix() else { return }
    var mixing = BatchMixing(seed: seed, step: loop.stepIndex)
    let draw = mixing.beta(alpha)
    let mixture = TargetMixture(target: target.gathering(atIndices: mixing.partners(count: target.shape[0])), share: min(draw, 1 - draw))
    let share = Tensor<Scalar>(mixture.share)
    loop.lastStepInput = input * (1 - share) + input.gathering(atIndices: mixing.partners(count: input.shape[0])) * share
    loop.lastStepMixture = mixture
  }
}

extension TrainingLoopProtocol {
  /// Input and target of the batch, if they are a sample for each row.
  func batchToMix<Scalar, Label>() -> (Tensor<Scalar>, Tensor<Label>)? where Model.Input == Tensor<Scalar>, Target == Tensor<Label> {
    guard let input = lastStepInput, let target = lastStepTarget, input.rank > 0, target.rank > 0, input.shape[0] == target.shape[0] else {
      return nil
    }
    return (input, target)
  }
}
