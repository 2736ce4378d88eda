/// What a learning rate is multiplied with, by the number of steps made before.
///
///     let schedule = Schedule.linear(over: 500).then(.cosine(over: 9500), after: 500)
///     schedule(250)      // 0.5
///     schedule(10_000)   // 0.0
///
/// `optimizer.following(schedule)` lets an optimizer follow it; the device computes it, and it may be part of a compiled function.
/// A schedule of your own is made of operations on tensors:
///
///     let halving = Schedule { step in pow(0.5, floor(step / 1000)) }
public struct Schedule: Sendable {
  private let body: @Sendable (Tensor<Float>) -> Tensor<Float>

  /// - Parameter factor: given the number of steps made before, a scalar that is 0 at the first, the factor, a scalar.
  public init(_ factor: @escaping @Sendable (_ step: Tensor<Float>) -> Tensor<Float>) { body = factor }

  @inline(never)
  public func factor(at step: Tensor<Float>) -> Tensor<Float> { body(step) }

  /// The factor as a number, for loops that set `learningRate` themselves.
  public func callAsFunction(_ step: Int) -> Float { factor(at: Tensor(Float(step))).scalarized() }
}

extension Tensor<Float> {
  /// How much of `stepCount` steps is done: from 0 to 1.
  func progress(over stepCount: Int) -> Tensor { (self / Float(Swift.max(stepCount, 1))).clipped(min: 0, max: 1) }
}
