import ApusNN
import Foundation
import Testing

/// Every metric over batches of three shapes, against an independent program.
@Suite struct MetricTests {
  /// A metric; its name is that of its values in `References/metrics/metrics.json`.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let make: @Sendable () -> any Metric
    var testDescription: String { name }

    init(_ name: String, _ make: @escaping @Sendable () -> any Metric) { (self.name, self.make) = (name, make) }
  }

  static let rows: [Row] = [
    Row("CategoricalAccuracy") { CategoricalAccuracy() },
    Row("TopKAccuracy(k: 2)") { TopKAccuracy(k: 2) },
    Row("TopKAccuracy(k: 3)") { TopKAccuracy(k: 3) },
    Row("Perplexity") { Perplexity() },
    Row("ConfusionMatrix") { ConfusionMatrix(classCount: 4) },
    Row("MatthewsCorrelation") { MatthewsCorrelation(classCount: 4) },
    Row("BinaryAccuracy") { BinaryAccuracy() },
    Row("BinaryAccuracy(threshold: 0.75)") { BinaryAccuracy(threshold: 0.75) },
    Row("AreaUnderCurve") { AreaUnderCurve() },
    Row("AreaUnderCurve(thresholdCount: 8)") { AreaUnderCurve(thresholdCount: 8) },
    Row("AreaUnderCurve(.precisionRecall)") { AreaUnderCurve(.precisionRecall) },
    Row("AreaUnderCurve(.precisionRecall, thresholdCount: 8)") { AreaUnderCurve(.precisionRecall, thresholdCount: 8) },
    Row("MeanAbsoluteError") { MeanAbsoluteError() },
    Row("MeanSquaredError") { MeanSquaredError() },
    Row("RootMeanSquaredError") { RootMeanSquaredError() },
    Row("RSquared") { RSquared() },
    Row("RSquared(outputCount: 2)") { RSquared(outputCount: 2) },
    Row("Precision(.macro)") { Precision(classCount: 4) },
    Row("Precision(.micro)") { Precision(classCount: 4, average: .micro) },
    Row("Precision(.perClass)") { Precision(classCount: 4, average: .perClass) },
    Row("Precision(threshold: 0.5)") { Precision(threshold: 0.5) },
    Row("Recall(.macro)") { Recall(classCount: 4) },
    Row("Recall(.micro)") { Recall(classCount: 4, average: .micro) },
    Row("Recall(.perClass)") { Recall(classCount: 4, average: .perClass) },
    Row("Recall(threshold: 0.5)") { Recall(threshold: 0.5) },
    Row("F1Score(.macro)") { F1Score(classCount: 4) },
    Row("F1Score(.micro)") { F1Score(classCount: 4, average: .micro) },
    Row("F1Score(.perClass)") { F1Score(classCount: 4, average: .perClass) },
    Row("F1Score(threshold: 0.5)") { F1Score(threshold: 0.5) },
  ]

  private func expectReference<Prediction: TensorFloatingPoint, Label: TensorNumber>(
    _ row: Row, _: Prediction.Type, _: Label.Type, isWeighted: Bool
  ) throws {
    let fixture = try MetricFixture.shared.get()
    let reference = try #require(fixture.metrics[row.name], "no values of \(row.name)")
    let batches = try #require(fixture.inputs[reference.input])
    func value(_ batches: [MetricFixture.Batch], _ metric: inout any Metric) throws -> [Double] {
      metric.reset()
      for batch in batches {
        let (predictions, labels) = (batch.prediction(as: Prediction.self), batch.label(as: Label.self))
        if isWeighted { metric.update(predictions, labels, weights: batch.weight) } else { metric.update(predictions, labels) }
      }
      return try metric.value.readScalars().map(Double.init)
    }
    var metric = row.make()
    let all = (try value(batches, &metric), isWeighted ? reference.weighted : reference.plain)
    let alone = try batches.map { try value([$0], &metric) }
    for (found, expected) in [all] + zip(alone, isWeighted ? reference.weightedAlone : reference.plainAlone) {
      let isNear = found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-6 * max(0.1, abs($1)) }
      #expect(isNear, "\(found) instead of \(expected)")
    }
  }

  @Test(arguments: rows)
  func epochsAndBatchesAreThoseOfTheReference(_ row: Row) throws {
    try expectReference(row, Float.self, Float.self, isWeighted: false)
    try expectReference(row, Double.self, Double.self, isWeighted: false)
  }

  @Test(arguments: rows)
  func weightsCountSamples(_ row: Row) throws {
    try expectReference(row, Float.self, Float.self, isWeighted: true)
    try expectReference(row, Double.self, Double.self, isWeighted: true)
  }

  @Test func everyReferenceHasItsRow() throws {
    #expect(try Set(MetricFixture.shared.get().metrics.keys) == Set(Self.rows.map(\.name)))
  }

  @Test(arguments: rows)
  func labelsMayBeOfAnyIntegerType(_ row: Row) throws {
    let reference = try #require(MetricFixture.shared.get().metrics[row.name])
    if reference.input == "numbers" { return }
    try expectReference(row, Float.self, Int32.self, isWeighted: false)
    try expectReference(row, Float.self, UInt8.self, isWeighted: true)
  }

  @Test(arguments: rows)
  func savedStateGoesOn(_ row: Row) throws {
    let fixture = try MetricFixture.shared.get()
    let input = try #require(fixture.metrics[row.name]).input
    let batches = try #require(fixture.inputs[input])
    func add(_ batch: MetricFixture.Batch, to metric: inout any Metric) {
      metric.update(batch.prediction(as: Float.self), batch.label(as: Float.self))
    }
    var whole = row.make(), resumed = row.make()
    add(batches[0], to: &whole)
    add(batches[2], to: &resumed)
    resumed.state = whole.state
    add(batches[1], to: &whole)
    add(batches[1], to: &resumed)
    #expect(try whole.value.readScalars().map(\.bitPattern) == resumed.value.readScalars().map(\.bitPattern))
  }

  @Test(arguments: rows)
  func shapesThatDoNotFitAreAMistakeUntilTheReset(_ row: Row) throws {
    var metric = row.make()
    metric.update(Tensor<Float>(zeros: [5, 3, 7]), Tensor<Int32>(zeros: [2]))
    let diagnosis = try #require(metric.value.diagnosis)
    #expect("\(diagnosis)".contains("predictions of shape [5, 3, 7] do not fit labels of shape [2]"), "\(diagnosis)")
    #expect(diagnosis.site?.file.hasSuffix("MetricTests.swift") == true, "\(diagnosis)")
    metric.reset()
    #expect(metric.value.diagnosis == nil)
  }

  @Test func weightsThatDoNotFitAreAMistake() throws {
    var metric = MeanSquaredError()
    metric.update(Tensor<Float>(zeros: [4]), Tensor<Float>(zeros: [4]), weights: Tensor(ones: [3]))
    #expect("\(try #require(metric.value.diagnosis))".contains("weights of shape [3] do not fit labels of shape [4]"))
  }

  @Test func aColumnOfPredictionsForARowOfLabelsIsAMistake() {
    var metric = MeanSquaredError()
    metric.update(Tensor<Float>(zeros: [4, 1]), Tensor<Float>(zeros: [4]))
    #expect(metric.value.diagnosis != nil)
  }

  @Test func aPoisonedPredictionIsTheMetricsMistake() throws {
    var metric = CategoricalAccuracy()
    metric.update(Tensor<Float>(zeros: [2, 3]) + Tensor<Float>(zeros: [4, 4]), Tensor<Int32>([0, 1]))
    #expect("\(try #require(metric.value.diagnosis))".contains("[4, 4]"))
  }

  @Test func withoutSamplesAMeanIsNotANumber() {
    #expect(CategoricalAccuracy().value.scalarized().isNaN)
    #expect(Mean().value.scalarized().isNaN)
    #expect(Precision(classCount: 3, average: .micro).value.scalarized() == 0)
  }

  @Test func aLabelOutsideTheClassesIsNeverRight() {
    let scores = Tensor<Float>([[3, 2, 1], [1, 2, 3]]), labels = Tensor<Int32>([-1, 3])
    var (accuracy, top) = (CategoricalAccuracy(), TopKAccuracy(k: 3))
    accuracy.update(scores, labels)
    top.update(scores, labels)
    #expect(accuracy.value.scalarized() == 0)
    #expect(top.value.scalarized() == 0)
  }

  @Test func aScoreThatIsNotANumberIsBehindAllClasses() {
    var top = TopKAccuracy(k: 2)
    top.update(Tensor<Float>([[.nan, 2, 1], [1, .nan, 3]]), Tensor<Int32>([0, 2]))
    #expect(top.value.scalarized() == 0.5)
  }

  @Test func equalScoresAtTheBorderAreAllIn() {
    var top = TopKAccuracy(k: 2)
    top.update(Tensor<Float>([[5, 1, 1, 1], [5, 5, 5, 1]]), Tensor<Int32>([3, 2]))
    #expect(top.value.scalarized() == 1)
  }

  /// In `Float` the sum would stay at 2²⁴.
  @Test func countsGoOnBeyondTheIntegersOfAFloat() {
    var loss = Mean()
    loss.update(Tensor<Float>(1), count: 1 << 24)
    for _ in 0..<4 { loss.update(Tensor<Float>(0), count: 1) }
    #expect(loss.state[0].typed(Double.self)?[1].scalarized() == 16_777_220)
  }

  @Test func meansOfBatchesCountByTheirSamples() {
    var (batches, samples, weighted) = (Mean(), Mean(), Mean())
    batches.update(Tensor<Float>(2), count: 3)
    batches.update(Tensor<Float>(6), count: 1)
    samples.update(Tensor<Float>([1, 2]))
    samples.update(Tensor<Double>([[3], [6]]))
    weighted.update(Tensor<Float>([2, 6]), weights: Tensor([3, 1]))
    #expect([batches, samples, weighted].map { $0.value.scalarized() } == [3, 3, 3])
  }

  @Test func aMeanThatIsNoScalarIsAMistake() throws {
    var mean = Mean()
    mean.update(Tensor<Float>([1, 2]), count: 2)
    #expect("\(try #require(mean.value.diagnosis))".contains("a mean of shape [2] is no scalar"))
  }

  @Test func labelsFarFromZeroKeepTheirVariance() {
    let labels = Tensor<Double>((0..<100).map { 1e6 + Double($0 % 10) })
    var share = RSquared()
    share.update(labels + 1, labels)
    #expect(abs(share.value.scalarized() - Float(1 - 1 / 8.25)) < 1e-5)
  }
}
