import ApusNN
import Foundation
import Testing

/// Losses against their formulas, written out in `Double`.
@Suite struct LossTests {
  static let logits: [[Double]] = [[1.5, -0.3, 2.2], [0.1, 0.2, -4], [-2, 30, 1], [0, 0, 0]]
  static let labels = [2, 0, 1, 1]
  static let probabilities: [[Double]] = [[0.2, 0.3, 0.5], [1, 0, 0], [0, 0.5, 0.5], [0.1, 0.8, 0.1]]

  private static func logSoftmax(_ row: [Double]) -> [Double] {
    let sum = row.reduce(0) { $0 + Foundation.exp($1) }
    return row.map { $0 - Foundation.log(sum) }
  }

  private let logits = Tensor<Double>(Self.logits)
  private let labels = Tensor<Int32>(Self.labels)

  @Test func softmaxCrossEntropyIsTheMeanOfTheNegativeLogProbabilities() throws {
    let losses = zip(Self.logits, Self.labels).map { -Self.logSoftmax($0)[$1] }
    let mean = softmaxCrossEntropy(logits: logits, labels: labels).scalarized()
    #expect(abs(mean - losses.reduce(0, +) / 4) < 1e-12)
    let each = try softmaxCrossEntropy(logits: logits, labels: labels, reduction: { $0 }).readScalars()
    for (a, b) in zip(each, losses) { #expect(abs(a - b) < 1e-12) }
    #expect(each.count == 4)
  }

  @Test func itsGradientIsTheSoftmaxLessTheLabel() throws {
    let slope = try gradient(at: logits) { softmaxCrossEntropy(logits: $0, labels: labels) }.readScalars()
    let expected = zip(Self.logits, Self.labels).flatMap { row, label in
      Self.logSoftmax(row).enumerated().map { (Foundation.exp($1) - ($0 == label ? 1 : 0)) / 4 }
    }
    #expect(slope.count == expected.count)
    for (a, b) in zip(slope, expected) { #expect(abs(a - b) < 1e-12) }
  }

  @Test func crossEntropyWithProbabilitiesSumsOverTheClasses() throws {
    let losses = zip(Self.logits, Self.probabilities).map { logits, shares in
      -zip(Self.logSoftmax(logits), shares).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let shares = Tensor<Double>(Self.probabilities)
    let mean = softmaxCrossEntropy(logits: logits, probabilities: shares).scalarized()
    #expect(abs(mean - losses.reduce(0, +) / 4) < 1e-12)
    let sum = softmaxCrossEntropy(logits: logits, probabilities: shares, reduction: { $0.sum() }).scalarized()
    #expect(abs(sum - losses.reduce(0, +)) < 1e-12)
  }

  @Test func bothFormsAgreeOnSureLabels() throws {
    let oneHot = Tensor<Double>(oneHotAtIndices: labels, depth: 3)
    let a = softmaxCrossEntropy(logits: logits, labels: labels).scalarized()
    let b = softmaxCrossEntropy(logits: logits, probabilities: oneHot).scalarized()
    #expect(abs(a - b) < 1e-12)
  }

  @Test func hugeLogitsDoNotOverflow() throws {
    let huge = Tensor<Float>([[1000, -1000], [-1000, 1000]])
    let (loss, slope) = valueWithGradient(at: huge) { softmaxCrossEntropy(logits: $0, labels: Tensor([0, 0])) }
    #expect(loss.scalarized() == 1000)
    #expect(try slope.readScalars() == [0, 0, -0.5, 0.5])
  }

  @Test func meanSquaredErrorIsTheMeanOfTheSquares() throws {
    let predicted = Tensor<Double>([[1, 2.5], [-3, 0]]), expected = Tensor<Double>([[0, 2], [1, -2]])
    #expect(meanSquaredError(predicted: predicted, expected: expected).scalarized() == 5.3125)
    let squares = try meanSquaredError(predicted: predicted, expected: expected, reduction: { $0 }).readScalars()
    #expect(squares == [1, 0.25, 16, 4])
    let slope = gradient(at: predicted) { meanSquaredError(predicted: $0, expected: expected) }
    #expect(try slope.readScalars() == [0.5, 0.25, -2, 1])
  }

  @Test func shapesThatDoNotFitAreMistakes() throws {
    #expect(softmaxCrossEntropy(logits: logits, labels: Tensor<Int32>([0, 1])).diagnosis != nil)
    #expect(softmaxCrossEntropy(logits: logits[0], labels: labels).diagnosis != nil)
    #expect(meanSquaredError(predicted: Tensor<Float>([1, 2]), expected: Tensor<Float>([1, 2, 3])).diagnosis != nil)
  }
}
