/// How a metric of single classes becomes one number.
public enum ClassAverage: Hashable, Sendable {
  /// The mean over the classes that occur in labels or predictions, each counting the same.
  case macro
  /// Of all samples together.
  case micro
  /// No average: a number for each class, `[classes]`.
  case perClass
}
