import ApusNN
import Foundation
import Testing

/// Every loss and its gradient against those of an independent program.
@Suite struct LossTableTests {
  typealias Loss = @Sendable (_ predicted: Tensor<Double>) -> Tensor<Double>

  /// A loss at a point; its name is that of its numbers in `Fixtures/losses.json`.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let start: Tensor<Double>
    let loss: Loss
    /// The same without reduction, and how `loss` reduces it.
    let each: Loss
    let isMean: Bool
    var testDescription: String { name }

    init(_ name: String, at start: Tensor<Double> = predicted, isMean: Bool = true, _ loss: @escaping Loss, each: @escaping Loss) {
      (self.name, self.start, self.loss, self.each, self.isMean) = (name, start, loss, each, isMean)
    }
  }

  // The inputs of `Fixtures/make-losses.py`.
  static let predicted = Tensor<Double>([[1.5, -0.3, 2.2, 0.4], [0.1, 0.25, -4, 3], [-2, 30, 1, -0.7]])
  static let expected = Tensor<Double>([[0.5, -0.1, 2, -3], [1.2, 0.2, -2, 4], [-2.5, 28, 0.2, -0.6]])
  static let signs = Tensor<Double>([[1, -1, 1, 1], [-1, -1, 1, -1], [-1, 1, -1, 1]])
  static let positive = Tensor<Double>([[0.2, 1.3, 0.7, 2.5], [0.9, 0.1, 3, 1.1], [0.4, 0.6, 0.3, 2.2]])
  static let counts = Tensor<Double>([[0, 1, 2, 3], [1, 0, 4, 1], [0, 2, 0, 5]])
  static let shares = Tensor<Double>([[0.2, 0.3, 0.4, 0.1], [1, 0, 0, 0], [0, 0.5, 0.25, 0.25]])
  static let other = Tensor<Double>([[0.1, 0.2, 0.3, 0.4], [0.7, 0.1, 0.1, 0.1], [0.25, 0.25, 0.4, 0.1]])
  static let bits = Tensor<Double>([[1, 0, 1, 0], [0, 1, 1, 0], [0.5, 1, 0, 1]])
  static let oneHot = Tensor<Double>([[0, 0, 1, 0], [0, 1, 0, 0], [1, 0, 0, 0]])
  static let labels = Tensor<Int32>([2, 1, 0])
  static let alike = Tensor<Double>([1, 0, 0])

  static let rows: [Row] = [
    Row("l1Loss", isMean: false) {
      l1Loss(predicted: $0, expected: expected)
    } each: {
      l1Loss(predicted: $0, expected: expected, reduction: { $0 })
    },
    Row("l2Loss", isMean: false) {
      l2Loss(predicted: $0, expected: expected)
    } each: {
      l2Loss(predicted: $0, expected: expected, reduction: { $0 })
    },
    Row("meanAbsoluteError") {
      meanAbsoluteError(predicted: $0, expected: expected)
    } each: {
      meanAbsoluteError(predicted: $0, expected: expected, reduction: { $0 })
    },
    Row("meanSquaredError") {
      meanSquaredError(predicted: $0, expected: expected)
    } each: {
      meanSquaredError(predicted: $0, expected: expected, reduction: { $0 })
    },
    Row("meanSquaredLogarithmicError") {
      meanSquaredLogarithmicError(predicted: $0, expected: expected)
    } each: {
      meanSquaredLogarithmicError(predicted: $0, expected: expected, reduction: { $0 })
    },
    Row("meanAbsolutePercentageError") {
      meanAbsolutePercentageError(predicted: $0, expected: expected)
    } each: {
      meanAbsolutePercentageError(predicted: $0, expected: expected, reduction: { $0 })
    },
    Row("hingeLoss") {
      hingeLoss(predicted: $0, expected: signs)
    } each: {
      hingeLoss(predicted: $0, expected: signs, reduction: { $0 })
    },
    Row("squaredHingeLoss") {
      squaredHingeLoss(predicted: $0, expected: signs)
    } each: {
      squaredHingeLoss(predicted: $0, expected: signs, reduction: { $0 })
    },
    Row("categoricalHingeLoss") {
      categoricalHingeLoss(predicted: $0, expected: oneHot)
    } each: {
      categoricalHingeLoss(predicted: $0, expected: oneHot, reduction: { $0 })
    },
    Row("logCoshLoss") {
      logCoshLoss(predicted: $0, expected: expected)
    } each: {
      logCoshLoss(predicted: $0, expected: expected, reduction: { $0 })
    },
    Row("poissonLoss", at: positive) {
      poissonLoss(predicted: $0, expected: counts)
    } each: {
      poissonLoss(predicted: $0, expected: counts, reduction: { $0 })
    },
    Row("kullbackLeiblerDivergence", at: other, isMean: false) {
      kullbackLeiblerDivergence(predicted: $0, expected: shares)
    } each: {
      kullbackLeiblerDivergence(predicted: $0, expected: shares, reduction: { $0 })
    },
    Row("softmaxCrossEntropy(labels:)") {
      softmaxCrossEntropy(logits: $0, labels: labels)
    } each: {
      softmaxCrossEntropy(logits: $0, labels: labels, reduction: { $0 })
    },
    Row("softmaxCrossEntropy(probabilities:)") {
      softmaxCrossEntropy(logits: $0, probabilities: shares)
    } each: {
      softmaxCrossEntropy(logits: $0, probabilities: shares, reduction: { $0 })
    },
    Row("softmaxCrossEntropy(labelSmoothing:)") {
      softmaxCrossEntropy(logits: $0, labels: labels, labelSmoothing: 0.1)
    } each: {
      softmaxCrossEntropy(logits: $0, labels: labels, labelSmoothing: 0.1, reduction: { $0 })
    },
    Row("sigmoidCrossEntropy") {
      sigmoidCrossEntropy(logits: $0, labels: bits)
    } each: {
      sigmoidCrossEntropy(logits: $0, labels: bits, reduction: { $0 })
    },
    Row("huberLoss", isMean: false) {
      huberLoss(predicted: $0, expected: expected, delta: 0.7)
    } each: {
      huberLoss(predicted: $0, expected: expected, delta: 0.7, reduction: { $0 })
    },
    Row("focalLoss") {
      focalLoss(logits: $0, labels: bits)
    } each: {
      focalLoss(logits: $0, labels: bits, reduction: { $0 })
    },
    Row("tripletLoss") {
      tripletLoss(anchor: $0, positive: expected, negative: positive, margin: 4)
    } each: {
      tripletLoss(anchor: $0, positive: expected, negative: positive, margin: 4, reduction: { $0 })
    },
    Row("contrastiveLoss") {
      contrastiveLoss(first: $0, second: expected, areAlike: alike, margin: 3)
    } each: {
      contrastiveLoss(first: $0, second: expected, areAlike: alike, margin: 3, reduction: { $0 })
    },
    ctc("ctcLoss", 6, 4, [[1, 2, 3], [2, 2, 0], [3, 0, 0]], [6, 5, 3], [3, 2, 1]),
    ctc("ctcLoss(blank:)", 9, 5, [[0, 0, 1, 1], [3, 2, 1, 0], [2, 0, 0, 0]], [9, 9, 7], [4, 4, 0], blank: 4),
    ctc("ctcLoss of one time", 1, 2, [[1], [1], [0]], [1, 1, 1], [1, 1, 0]),
  ]

  private static func ctc(
    _ name: String, _ time: Int, _ classes: Int, _ labels: [[Int32]], _ times: [Int32], _ counts: [Int32], blank: Int32 = 0
  ) -> Row {
    let (labels, times, counts) = (Tensor(labels), Tensor(times), Tensor(counts))
    let start = (0..<3 * time * classes).map { 2 * sin(1.7 * Double($0) + 0.3) }
    return Row(name, at: Tensor(shape: [3, time, classes], scalars: start)) {
      ctcLoss(logits: $0, labels: labels, logitLengths: times, labelLengths: counts, blank: blank)
    } each: {
      ctcLoss(logits: $0, labels: labels, logitLengths: times, labelLengths: counts, blank: blank, reduction: { $0 })
    }
  }

  struct Numbers: Decodable {
    let value: Double
    let gradient: [Double]
  }

  static let reference: Result<[String: Numbers], any Error> = Result {
    struct File: Decodable { let losses: [String: Numbers] }
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/losses.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).losses
  }

  private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-11 * max(1, abs(b)) }

  @Test(arguments: rows)
  func valueAndGradientAreThoseOfTheReference(_ row: Row) throws {
    let reference = try #require(Self.reference.get()[row.name])
    let (value, gradient) = valueWithGradient(at: row.start, of: row.loss)
    #expect(isNear(value.scalarized(), reference.value), "\(value) instead of \(reference.value)")
    let slopes = try gradient.readScalars()
    #expect(slopes.count == reference.gradient.count)
    for (a, b) in zip(slopes, reference.gradient) { #expect(isNear(a, b), "\(slopes) instead of \(reference.gradient)") }
  }

  @Test(arguments: rows)
  func theReductionIsTheCallers(_ row: Row) throws {
    let each = try row.each(row.start).readScalars()
    #expect(each.count == 12 || each.count == 3)
    let sum = each.reduce(0, +)
    #expect(isNear(row.loss(row.start).scalarized(), row.isMean ? sum / Double(each.count) : sum))
  }

  @Test(arguments: rows)
  func aShapeThatDoesNotFitIsAMistakeAtTheCallersLine(_ row: Row) throws {
    let diagnosis = try #require(row.loss(Tensor(zeros: [5, 7])).diagnosis)
    #expect(diagnosis.site?.file.hasSuffix("LossTableTests.swift") == true, "\(diagnosis)")
  }

  @Test func everyReferenceHasItsRow() throws {
    #expect(try Set(Self.reference.get().keys) == Set(Self.rows.map(\.name)))
  }

  @Test func whatIsNotExpectedAddsNothingToTheDivergence() throws {
    let (value, slope) = valueWithGradient(at: Tensor<Double>([0, 1])) {
      kullbackLeiblerDivergence(predicted: $0, expected: Tensor([0, 1]))
    }
    #expect(value.scalarized() == 0)
    #expect(try slope.readScalars() == [0, -1])
  }

  @Test func largeDifferencesDoNotOverflow() throws {
    let far = Tensor<Float>([1e4, -1e4]), zero = Tensor<Float>([0, 0])
    #expect(try logCoshLoss(predicted: far, expected: zero, reduction: { $0 }).readScalars() == [1e4 - 0.6931472, 1e4 - 0.6931472])
    #expect(try sigmoidCrossEntropy(logits: far, labels: zero, reduction: { $0 }).readScalars() == [1e4, 0])
  }
}
