/// The tensor as a constant: no gradient passes through it.
///
///     gradient(at: x) { x in (x * stopGradient(x)).sum() }   // x, not 2x
@inline(never)
public func stopGradient<S: TensorScalar>(_ x: Tensor<S>) -> Tensor<S> { Tensor(x.node.stoppingGradient()) }

/// S4TF's name for `stopGradient`.
@inline(never)
public func withoutDerivative<S: TensorScalar>(at x: Tensor<S>) -> Tensor<S> { stopGradient(x) }

/// `f(x)` with a derivative of your own.
///
///     // log(1 + eˣ) whose derivative does not overflow
///     func log1pexp(_ x: Tensor<Float>) -> Tensor<Float> {
///       withDerivative(of: { log(1 + exp($0)) }, at: x) { cotangent, x, value in cotangent * sigmoid(x) }
///     }
///
/// - Parameters:
///   - f: computes the value.
///   - pullback: given the cotangent of the result, `x` and the value, the cotangent of `x`. It may itself be differentiated.
@inline(never)
public func withDerivative<S: TensorFloatingPoint, R: TensorFloatingPoint>(
  of f: (Tensor<S>) throws -> Tensor<R>, at x: Tensor<S>,
  pullback: @escaping @Sendable (_ cotangent: Tensor<R>, _ x: Tensor<S>, _ value: Tensor<R>) -> Tensor<S>
) rethrows -> Tensor<R> {
  let value = try f(stopGradient(x))
  // The pullback gets the value with this derivative attached, so that its own derivative is right.
  return Tensor(
    Node.withDerivative(value.node, of: [x.node]) { cotangent, inputs, value in
      [pullback(Tensor(cotangent), Tensor(inputs[0]), Tensor(value)).node]
    })
}
