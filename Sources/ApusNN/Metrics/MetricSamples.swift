/// How the shapes of predictions and labels belong together.
public enum MetricSamples: Hashable, Sendable {
  /// Predictions and labels of one shape: a number is predicted for each label.
  case elements
  /// Predictions `[…, classes]` for labels `[…]`: a score for each class, the largest of which is the prediction.
  case scores(classCount: Int?)

  /// What is wrong with the shapes, in a sentence; `nil` if they fit.
  func problem(_ predictions: TensorShape, _ labels: TensorShape, weights: TensorShape?) -> String? {
    let fits =
      switch self {
      case .elements: predictions == labels
      case .scores(let classCount):
        predictions.rank == labels.rank + 1 && predictions.starts(with: labels) && (classCount ?? predictions.last) == predictions.last
      }
    if !fits { return "predictions of shape \(predictions) do not fit labels of shape \(labels)" }
    guard let weights, weights.rank > labels.rank || !labels.starts(with: weights) else { return nil }
    return "weights of shape \(weights) do not fit labels of shape \(labels)"
  }

  var hint: String {
    switch self {
    case .elements: "predictions have the shape of the labels, weights that of their leading axes"
    case .scores(let classCount):
      "predictions [batch, \(classCount.map { "\($0)" } ?? "classes")] go with labels [batch] and weights [batch]"
    }
  }
}
