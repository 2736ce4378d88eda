/// What is measured of a model beside its loss.
///
///     model.compile(optimizer: .adam(), loss: .softmaxCrossEntropy, metrics: [.accuracy, "mae"])
///     model.compile(optimizer: .adam(), loss: .softmaxCrossEntropy, metrics: [ModelMetric("f1", F1Score(classCount: 10))])
public struct ModelMetric: Sendable {
  public let name: String
  /// Makes what adds up the metric of one output of a model.
  let makeMeasurer: @Sendable (_ output: Int) -> any MetricsMeasurer
  let failure: KerasError?

  init(_ name: String, failure: KerasError? = nil, _ makeMeasurer: @escaping @Sendable (_ output: Int) -> any MetricsMeasurer) {
    (self.name, self.makeMeasurer, self.failure) = (name, makeMeasurer, failure)
  }

  /// The mean over the samples of a number for each, made of predictions and targets of one shape.
  public init(_ name: String, mean function: @escaping @Sendable (_ predicted: Tensor<Float>, _ expected: Tensor<Float>) -> Tensor<Float>) {
    self.init(name, meanOf: { function($0, $1.values(like: $0, for: name)) })
  }

  /// A metric of the library or of your own. Targets that are whole numbers are classes to it, others values.
  public init(_ name: String, _ metric: some Metric) { self.init(name) { OutputMetricMeasurer(output: $0, metric: metric) } }

  init(_ name: String, meanOf function: @escaping @Sendable (_ predictions: Tensor<Float>, _ targets: AnyTensor) -> Tensor<Float>) {
    self.init(name) { OutputMeanMeasurer(output: $0, function: function) }
  }
}

extension ModelMetric {
  /// The share of right predictions. As in Keras it depends on the shapes what is right: the largest of several scores for a target that is a
  /// class, or whose largest number it is; the side of 0.5 for a single prediction.
  public static let accuracy = Self(
    "accuracy",
    meanOf: { predictions, targets in
      let classCount = predictions.shape.last ?? 1
      if classCount == 1 {
        let expected = targets.values(like: predictions, for: "accuracy")
        return Tensor<Float>(Tensor<Float>(predictions .> 0.5) .== expected)
      }
      let isOneHot = targets.shape == predictions.shape
      let expected = isOneHot ? targets.asFloat.argmax(squeezingAxis: -1) : targets.classes(for: predictions, "accuracy")
      return Tensor<Float>(predictions.argmax(squeezingAxis: -1) .== expected)
    })
  public static let meanSquaredError = Self("mse", mean: { ($0 - $1).squared() })
  public static let meanAbsoluteError = Self("mae", mean: { abs($0 - $1) })
  public static let rootMeanSquaredError = Self("rmse", RootMeanSquaredError())
  public static let top5Accuracy = Self("top5Accuracy", TopKAccuracy(k: 5))
}

extension ModelMetric: ExpressibleByStringLiteral {
  private static let named: [(names: [String], metric: ModelMetric)] = [
    (["accuracy", "acc"], .accuracy), (["mse", "mean_squared_error"], .meanSquaredError),
    (["mae", "mean_absolute_error"], .meanAbsoluteError),
    (["rmse", "root_mean_squared_error"], .rootMeanSquaredError), (["sparse_top_k_categorical_accuracy"], .top5Accuracy),
  ]

  /// A metric by Keras's name, under which it appears in the history. An unknown name is an error of `fit`.
  public init(stringLiteral name: String) {
    let known = Self.named.first { $0.names.contains(name.lowercased()) }?.metric
    let failure = known == nil ? KerasError.unknownName(name, of: "metric", known: Self.named.flatMap(\.names).sorted()) : nil
    self.init(name, failure: failure, (known ?? .accuracy).makeMeasurer)
  }
}
