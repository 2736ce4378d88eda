// For logits `[…, classes]` and labels `[…]`, under the names of Swift for TensorFlow.
extension TrainingMetrics {
  /// The share of labels that are the class with the largest logit.
  public static var accuracy: Self { Self("accuracy", CategoricalAccuracy()) }

  /// The share of labels that are among the five classes with the largest logits.
  public static var top5Accuracy: Self { Self("top5Accuracy", TopKAccuracy(k: 5)) }

  /// e to the mean cross entropy.
  public static var perplexity: Self { Self("perplexity", Perplexity()) }

  /// The correlation of predicted and true classes, of two classes.
  public static var matthewsCorrelationCoefficient: Self { Self("mcc", MatthewsCorrelation(classCount: 2)) }
}
