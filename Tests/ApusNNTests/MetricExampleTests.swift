import ApusNN
import Testing

/// The examples in the documentation comments of the metrics.
@Suite struct MetricExampleTests {
  private func text<M: Metric>(_ metric: M, _ predictions: Tensor<Float>, _ labels: Tensor<Float>) -> String {
    var metric = metric
    metric.update(predictions, labels)
    return "\(metric.value)"
  }

  @Test func theyPrintWhatTheySay() {
    let two = Tensor<Float>([[0.1, 2, 0], [3, 0, 1]]), three = Tensor<Float>([[2, 1, 0], [0, 2, 1], [3, 0, 1]])
    let binary = Tensor<Float>([[2, 1], [0, 2], [3, 0]])
    #expect(text(CategoricalAccuracy(), two, Tensor([1, 2])) == "0.5")
    #expect(text(TopKAccuracy(k: 2), two, Tensor([2, 2])) == "0.5")
    #expect(text(BinaryAccuracy(), Tensor([0.9, 0.2, 0.6]), Tensor([1, 0, 0])) == "0.6666667")
    #expect(text(Perplexity(), Tensor(zeros: [2, 3, 50]), Tensor(zeros: [2, 3])) == "50.000004")
    #expect(text(MeanAbsoluteError(), Tensor([1, 4]), Tensor([2, 1])) == "2.0")
    #expect(text(MeanSquaredError(), Tensor([1, 4]), Tensor([2, 1])) == "5.0")
    #expect(text(RootMeanSquaredError(), Tensor([1, 4]), Tensor([2, 1])) == "2.236068")
    #expect(text(RSquared(), Tensor([2.5, 0, 2, 8]), Tensor([3, -0.5, 2, 7])) == "0.94860816")
    #expect(text(Precision(classCount: 3), three, Tensor([0, 1, 2])) == "0.5")
    #expect(text(Recall(classCount: 3), three, Tensor([0, 1, 2])) == "0.6666667")
    #expect(text(F1Score(classCount: 3), three, Tensor([0, 1, 2])) == "0.5555556")
    #expect(text(ConfusionMatrix(classCount: 2), binary, Tensor([0, 1, 1])) == "[[1.0, 0.0],\n [1.0, 1.0]]")
    #expect(text(MatthewsCorrelation(classCount: 2), binary, Tensor([0, 1, 1])) == "0.5")
    #expect(text(AreaUnderCurve(), Tensor([0.1, 0.4, 0.35, 0.8]), Tensor([0, 0, 1, 1])) == "0.75")
    var score = BLEU<String>()
    let candidate = ["the", "cat", "sat", "on", "the", "mat"]
    score.update(candidate, references: [["the", "cat", "sat", "on", "a", "mat"]])
    #expect("\(score.value)" == "0.537284965911771")
  }

  /// The metrics of the comments on `MeanMetric` and `SummedMetric`.
  @Test func metricsOfYourOwn() {
    struct MeanOvershoot: MeanMetric {
      var sums = MetricSums.ofMean
      func values<P: TensorFloatingPoint, L: TensorNumber>(_ predictions: Tensor<P>, _ labels: Tensor<L>) -> Tensor<Double> {
        relu(Tensor<Double>(predictions) - Tensor<Double>(labels))
      }
    }
    struct Bias: SummedMetric {
      var sums = MetricSums(shape: [2])
      func summands<P: TensorFloatingPoint, L: TensorNumber>(
        _ predictions: Tensor<P>, _ labels: Tensor<L>, _ weights: Tensor<Double>
      ) -> Tensor<Double> {
        let differences = Tensor<Double>(predictions) - Tensor<Double>(labels)
        return Tensor(stacking: [(differences * weights).sum(), weights.sum()])
      }
      func value(of sums: Tensor<Double>) -> Tensor<Double> { sums[0] / sums[1] }
    }
    #expect(text(MeanOvershoot(), Tensor([1, 4]), Tensor([2, 1])) == "1.5")
    #expect(text(Bias(), Tensor([1, 4]), Tensor([2, 1])) == "1.0")
  }
}
