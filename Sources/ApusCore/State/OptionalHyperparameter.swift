/// A number of a library type that most leave at zero, such as the decay of a learning rate. Zero is no part of programs at all; any other
/// number is an input to them, as a `Hyperparameter` is, so that changing it compiles nothing.
///
///     @OptionalHyperparameter public var decay: Float
///     … $decay.map { rate / ($0.node * number + 1) } ?? rate …
@propertyWrapper
public struct OptionalHyperparameter: Sendable {
  @Hyperparameter private var number: Float
  /// Stored, because the signatures of compiled functions have it: a function is made once more when the number leaves zero.
  private var isUsed: Bool

  public init(wrappedValue: Float) {
    number = wrappedValue
    isUsed = wrappedValue != 0
  }

  public var wrappedValue: Float {
    get { number }
    set {
      number = newValue
      isUsed = newValue != 0
    }
  }

  /// The number as a tensor; `nil` for zero.
  public var projectedValue: Tensor<Float>? { isUsed ? $number : nil }
}
