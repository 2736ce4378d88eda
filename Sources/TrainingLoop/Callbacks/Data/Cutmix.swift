/// Trains on images of which a rectangle is replaced by that of another image of the batch, with both targets.
///
///     callbacks: [cutmix(alpha: 1)]
///
///     loss = (1 − λ)·loss(y) + λ·loss(y')
///
/// where λ is the rectangle's part of the image. Its sides are √λ' of those of the image, λ' from the beta distribution with the
/// parameters (alpha, alpha); its middle lies anywhere, and what sticks out is cut off. Yun et al., "CutMix: regularization strategy to
/// train strong classifiers with localizable features", 2019, algorithm 1. Images are `[batch, height, width, channels]`; other
/// inputs stay what they are. Metrics compare with y.
///
/// - Parameter seed: decides the rectangle and who is mixed with whom.
public func cutmix<L: TrainingLoopProtocol, Scalar: TensorFloatingPoint, Label: TensorScalar>(
  alpha: Float = 1, seed: UInt64 = 0
) -> TrainingLoopCallback<L> where L.Model.Input == Tensor<Scalar>, L.Target == Tensor<Label> {
  { loop, event in
    guard event == .batchStart, loop.isTraining, let (input, target) = loop.batchToMix(), input.rank == 4 else { return }
    var mixing = BatchMixing(seed: seed, step: loop.stepIndex)
    let side = mixing.beta(alpha).squareRoot()
    let rows = cut(input.shape[1], side, mixing.uniform()), columns = cut(input.shape[2], side, mixing.uniform())
    let area = Float(rows.count * columns.count) / Float(max(input.shape[1] * input.shape[2], 1))
    // A mask that the program is given, so that another rectangle in every step is the same program.
    let mask = (0..<input.shape[1]).flatMap { row in
      (0..<input.shape[2]).map { rows.contains(row) && columns.contains($0) }
    }
    let rectangle = Tensor<Bool>(shape: [1, input.shape[1], input.shape[2], 1], scalars: mask)
    let partners = mixing.partners(count: input.shape[0])
    loop.lastStepInput = input.replacing(with: input.gathering(atIndices: partners), where: rectangle.broadcasted(to: input.shape))
    loop.lastStepMixture = TargetMixture(target: target.gathering(atIndices: partners), share: area)
  }
}

/// `side` times `extent` places around the place that `middle`, from 0 to 1, says, as far as there are any.
private func cut(_ extent: Int, _ side: Float, _ middle: Double) -> Range<Int> {
  let half = Int((Float(extent) * side).rounded()) / 2, center = Int(middle * Double(extent))
  return max(center - half, 0)..<min(max(center + half, 0), extent)
}
