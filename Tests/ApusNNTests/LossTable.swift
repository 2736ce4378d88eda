import ApusNN
import Foundation

/// A loss; its name is that of its numbers in `References/losses/losses.json`.
struct LossRow<S: TensorFloatingPoint>: Sendable {
  typealias Loss = @Sendable (_ predicted: Tensor<S>, _ inputs: LossInputs<S>) -> Tensor<S>

  let name: String
  let start: @Sendable (LossInputs<S>) -> Tensor<S>
  let loss: Loss
  /// The same without reduction, and how `loss` reduces it.
  let each: Loss
  let isMean: Bool

  init(
    _ name: String, at start: @escaping @Sendable (LossInputs<S>) -> Tensor<S> = { $0.predicted }, isMean: Bool = true,
    _ loss: @escaping Loss, each: @escaping Loss
  ) {
    (self.name, self.start, self.loss, self.each, self.isMean) = (name, start, loss, each, isMean)
  }

  static var all: [LossRow] {
    [
      LossRow("l1Loss", isMean: false) {
        l1Loss(predicted: $0, expected: $1.expected)
      } each: {
        l1Loss(predicted: $0, expected: $1.expected, reduction: { $0 })
      },
      LossRow("l2Loss", isMean: false) {
        l2Loss(predicted: $0, expected: $1.expected)
      } each: {
        l2Loss(predicted: $0, expected: $1.expected, reduction: { $0 })
      },
      LossRow("meanAbsoluteError") {
        meanAbsoluteError(predicted: $0, expected: $1.expected)
      } each: {
        meanAbsoluteError(predicted: $0, expected: $1.expected, reduction: { $0 })
      },
      LossRow("meanSquaredError") {
        meanSquaredError(predicted: $0, expected: $1.expected)
      } each: {
        meanSquaredError(predicted: $0, expected: $1.expected, reduction: { $0 })
      },
      LossRow("meanSquaredLogarithmicError") {
        meanSquaredLogarithmicError(predicted: $0, expected: $1.expected)
      } each: {
        meanSquaredLogarithmicError(predicted: $0, expected: $1.expected, reduction: { $0 })
      },
      LossRow("meanAbsolutePercentageError") {
        meanAbsolutePercentageError(predicted: $0, expected: $1.expected)
      } each: {
        meanAbsolutePercentageError(predicted: $0, expected: $1.expected, reduction: { $0 })
      },
      LossRow("hingeLoss") {
        hingeLoss(predicted: $0, expected: $1.signs)
      } each: {
        hingeLoss(predicted: $0, expected: $1.signs, reduction: { $0 })
      },
      LossRow("squaredHingeLoss") {
        squaredHingeLoss(predicted: $0, expected: $1.signs)
      } each: {
        squaredHingeLoss(predicted: $0, expected: $1.signs, reduction: { $0 })
      },
      LossRow("categoricalHingeLoss") {
        categoricalHingeLoss(predicted: $0, expected: $1.oneHot)
      } each: {
        categoricalHingeLoss(predicted: $0, expected: $1.oneHot, reduction: { $0 })
      },
      LossRow("logCoshLoss") {
        logCoshLoss(predicted: $0, expected: $1.expected)
      } each: {
        logCoshLoss(predicted: $0, expected: $1.expected, reduction: { $0 })
      },
      LossRow("poissonLoss", at: { $0.positive }) {
        poissonLoss(predicted: $0, expected: $1.counts)
      } each: {
        poissonLoss(predicted: $0, expected: $1.counts, reduction: { $0 })
      },
      LossRow("kullbackLeiblerDivergence", at: { $0.other }, isMean: false) {
        kullbackLeiblerDivergence(predicted: $0, expected: $1.shares)
      } each: {
        kullbackLeiblerDivergence(predicted: $0, expected: $1.shares, reduction: { $0 })
      },
      LossRow("softmaxCrossEntropy(labels:)") {
        softmaxCrossEntropy(logits: $0, labels: $1.labels)
      } each: {
        softmaxCrossEntropy(logits: $0, labels: $1.labels, reduction: { $0 })
      },
      LossRow("softmaxCrossEntropy(probabilities:)") {
        softmaxCrossEntropy(logits: $0, probabilities: $1.shares)
      } each: {
        softmaxCrossEntropy(logits: $0, probabilities: $1.shares, reduction: { $0 })
      },
      LossRow("softmaxCrossEntropy(labelSmoothing:)") {
        softmaxCrossEntropy(logits: $0, labels: $1.labels, labelSmoothing: 0.1)
      } each: {
        softmaxCrossEntropy(logits: $0, labels: $1.labels, labelSmoothing: 0.1, reduction: { $0 })
      },
      LossRow("sigmoidCrossEntropy") {
        sigmoidCrossEntropy(logits: $0, labels: $1.bits)
      } each: {
        sigmoidCrossEntropy(logits: $0, labels: $1.bits, reduction: { $0 })
      },
      LossRow("huberLoss", isMean: false) {
        huberLoss(predicted: $0, expected: $1.expected, delta: 0.7)
      } each: {
        huberLoss(predicted: $0, expected: $1.expected, delta: 0.7, reduction: { $0 })
      },
      LossRow("focalLoss") {
        focalLoss(logits: $0, labels: $1.bits)
      } each: {
        focalLoss(logits: $0, labels: $1.bits, reduction: { $0 })
      },
      LossRow("tripletLoss") {
        tripletLoss(anchor: $0, positive: $1.expected, negative: $1.positive, margin: 4)
      } each: {
        tripletLoss(anchor: $0, positive: $1.expected, negative: $1.positive, margin: 4, reduction: { $0 })
      },
      LossRow("contrastiveLoss") {
        contrastiveLoss(first: $0, second: $1.expected, areAlike: $1.alike, margin: 3)
      } each: {
        contrastiveLoss(first: $0, second: $1.expected, areAlike: $1.alike, margin: 3, reduction: { $0 })
      },
      LossRow("ctcLoss", at: { $0.sounds }) {
        ctcLoss(logits: $0, labels: $1.texts, logitLengths: $1.times, labelLengths: $1.letters, blank: $1.blank)
      } each: {
        ctcLoss(logits: $0, labels: $1.texts, logitLengths: $1.times, labelLengths: $1.letters, blank: $1.blank, reduction: { $0 })
      },
    ]
  }
}
