import ApusNN
import Testing

/// What metrics cost: one program, nothing read, sums updated in place.
@Suite(.enabled(if: (try? DeviceRuntime.shared.client()) != nil, "needs the XLA plugin"))
struct MetricExecutionTests {
  private func report<M: Metric>(_ metric: M, readingAtTheEnd: Bool = false) throws -> ExecutionReport {
    let engine = Engine(diskCache: nil)
    var metric = metric
    let scores = (0..<5).map { Tensor<Float>(randomUniform: [512, 400], seed: $0) }
    let labels = (0..<5).map { Tensor<Int32>(randomUniform: [512], from: 0, to: 400, seed: 10 + $0) }
    try withEngine(engine) {
      for (scores, labels) in zip(scores, labels) {
        metric.update(scores, labels)
        LazyTensorBarrier()
      }
      if readingAtTheEnd { _ = try metric.value.readScalars() }
    }
    return engine.report
  }

  @Test func batchesAreOneProgramAndReadNothing() throws {
    let metrics: [any Metric] = [
      CategoricalAccuracy(), TopKAccuracy(), Perplexity(), F1Score(classCount: 400), ConfusionMatrix(classCount: 400),
    ]
    for metric in metrics {
      let report = try report(metric)
      #expect(report.compilations.map(\.reason) == [.firstUse], "\(metric)")
      #expect(report.deviceExecutions == 5, "\(metric)")
      #expect(report.hostReads == 0, "\(metric)")
    }
  }

  @Test func theValueIsReadOnce() throws {
    #expect(try report(CategoricalAccuracy(), readingAtTheEnd: true).hostReads == 1)
  }

  @Test func theSumsAreUpdatedInPlace() throws {
    #expect(try report(ConfusionMatrix(classCount: 400)).donatedBuffers >= 4)
  }

  /// A metric in a step of its own function is state like a model.
  @Test func aCompiledStepUpdatesAMetric() throws {
    var (inside, outside) = (CategoricalAccuracy(), CategoricalAccuracy())
    let step = compiled { (metric: inout CategoricalAccuracy, scores: Tensor<Float>, labels: Tensor<Int32>) in metric.update(scores, labels)
    }
    for seed in 0..<3 {
      let scores = Tensor<Float>(randomUniform: [20, 3], seed: seed),
        labels = Tensor<Int32>(randomUniform: [20], from: 0, to: 3, seed: seed)
      step(&inside, scores, labels)
      outside.update(scores, labels)
    }
    #expect(try inside.value.readScalars() == outside.value.readScalars())
    #expect(step.report.traceCount == 1)
  }
}
