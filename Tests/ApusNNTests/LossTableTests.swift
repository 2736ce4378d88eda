import ApusNN
import ApusTesting
import Foundation
import Testing

/// Every loss and its gradient against those of an independent program, on three shapes and in two types.
@Suite struct LossTableTests {
  /// A row of the table in one of the types.
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let name: String
    let compare: @Sendable ([Numbers]) throws -> Void
    let compareReduction: @Sendable () throws -> Void
    let mistake: @Sendable () -> Diagnosis?

    init<S: TensorFloatingPoint>(_ row: LossRow<S>) {
      (name, testDescription) = (row.name, "\(row.name), \(S.self)")
      compare = { references in
        for (place, reference) in references.enumerated() { try LossTableTests.compare(row, LossInputs(place), reference) }
      }
      compareReduction = {
        for place in LossInputs<S>.shapes.indices { try LossTableTests.compareReduction(row, LossInputs(place)) }
      }
      mistake = { row.loss(Tensor(zeros: [6, 7]), LossInputs(0)).diagnosis }
    }
  }

  static let rows = LossRow<Double>.all.map { Row($0) } + LossRow<Float>.all.map { Row($0) }

  struct Numbers: Decodable {
    let value: Double
    let gradient: [Double]
  }

  static let reference: Result<[String: [Numbers]], any Error> = Result {
    struct File: Decodable { let losses: [String: [Numbers]] }
    return try readReference("losses/losses.json", as: File.self).losses
  }

  private static func isNear<S: TensorFloatingPoint>(_ a: S, _ b: Double) -> Bool {
    abs(a.asDouble - b) <= (S.self == Double.self ? 1e-11 : 1e-5) * max(1, abs(b))
  }

  private static func compare<S>(_ row: LossRow<S>, _ inputs: LossInputs<S>, _ reference: Numbers) throws {
    let (value, gradient) = valueWithGradient(at: row.start(inputs)) { row.loss($0, inputs) }
    #expect(isNear(value.scalarized(), reference.value), "\(value) instead of \(reference.value)")
    let slopes = try gradient.readScalars()
    #expect(slopes.count == reference.gradient.count)
    for (a, b) in zip(slopes, reference.gradient) { #expect(isNear(a, b), "\(slopes) instead of \(reference.gradient)") }
  }

  private static func compareReduction<S>(_ row: LossRow<S>, _ inputs: LossInputs<S>) throws {
    let start = row.start(inputs)
    let each = try row.each(start, inputs).readScalars().map(\.asDouble)
    #expect(each.count == start.scalarCount || each.count == start.shape[0])
    let sum = each.reduce(0, +)
    #expect(isNear(row.loss(start, inputs).scalarized(), row.isMean ? sum / Double(each.count) : sum))
  }

  @Test(arguments: rows)
  func valueAndGradientAreThoseOfTheReference(_ row: Row) throws {
    let references = try #require(Self.reference.get()[row.name])
    #expect(references.count == LossInputs<Double>.shapes.count)
    try row.compare(references)
  }

  @Test(arguments: rows)
  func theReductionIsTheCallers(_ row: Row) throws { try row.compareReduction() }

  @Test(arguments: rows)
  func aShapeThatDoesNotFitIsAMistakeAtTheCallersLine(_ row: Row) throws {
    let diagnosis = try #require(row.mistake())
    // An optimised row may jump to its loss, which is all that it calls: the line is then that of whoever called the row.
    #if DEBUG
    let files = ["LossTable.swift"]
    #else
    let files = ["LossTable.swift", "LossTableTests.swift"]
    #endif
    let site = try #require(diagnosis.site)
    #expect(files.contains { site.file.hasSuffix($0) }, "\(diagnosis)")
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
