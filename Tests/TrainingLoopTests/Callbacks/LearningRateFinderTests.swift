import Apus
import Testing
import TrainingLoop

struct LearningRateFinderTests {
  private let samples = Samples(count: 64)

  @Test func theCurveFallsAndThenRisesAndTheModelStays() throws {
    let model = Network()
    let before = try model.scalars
    let loop = NetworkLoop(
      training: samples.epochs(batchSize: 64), optimizer: SGD(for: model, learningRate: 0.3), lossFunction: softmaxCrossEntropy,
      callbacks: [{ _, _ in Issue.record("callbacks of the loop have no part in it") }])
    let curve = try loop.findLearningRate(for: model, from: 1e-4, to: 100, stepCount: 60)
    #expect(try model.scalars == before)
    #expect(loop.optimizer.learningRate == 0.3)
    #expect(curve.points.count > 20 && curve.points.count <= 60)
    #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.learningRate < $1.learningRate })
    let suggestion = try #require(curve.suggestion)
    #expect(suggestion > 1e-3 && suggestion < 100)
  }

  @Test func theSuggestionIsTheSteepestPoint() {
    let rates: [Float] = [1, 10, 100, 1000, 10000]
    #expect(LearningRateCurve(points: zip(rates, [5, 4.9, 3, 1, 0.9]).map { ($0, $1) }).suggestion == 100)
    #expect(LearningRateCurve(points: zip(rates, [1, 2, 3, 4, 5]).map { ($0, $1) }).suggestion == nil)
    #expect(LearningRateCurve(points: []).suggestion == nil)
  }
}
