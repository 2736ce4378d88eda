extension Scaler {
  /// The samples, of shape `[samples, features]` or `[samples]`, scaled. Another number of features makes a poisoned tensor.
  @inline(never)
  public func transform<Scalar: TensorFloatingPoint>(_ samples: Tensor<Scalar>) -> Tensor<Scalar> {
    if let poisoned = mismatch(samples, "transform") { return poisoned }
    return (samples - row(shifts)) / row(factors)
  }

  /// Samples that were scaled, as they were.
  @inline(never)
  public func inverse<Scalar: TensorFloatingPoint>(_ samples: Tensor<Scalar>) -> Tensor<Scalar> {
    if let poisoned = mismatch(samples, "inverse") { return poisoned }
    return samples * row(factors) + row(shifts)
  }

  private func row<Scalar: TensorFloatingPoint>(_ numbers: [Double]) -> Tensor<Scalar> {
    Tensor(shape: [numbers.count], scalars: numbers.map { Scalar(converting: $0) })
  }

  /// What broadcasting would let pass: one feature where there are several.
  private func mismatch<Scalar: TensorFloatingPoint>(_ samples: Tensor<Scalar>, _ function: String) -> Tensor<Scalar>? {
    if samples.node.diagnosis != nil { return samples }
    let shape = samples.shape
    let features = shape.count == 1 ? 1 : shape.count == 2 ? shape[1] : 0
    guard features != shifts.count else { return nil }
    return Tensor(
      Node.poisoned(
        .argument(
          function: "\(Self.self).\(function)", problem: "samples of shape \(shape) do not have \(shifts.count) features",
          hint: "give it [samples, \(shifts.count)]\(shifts.count == 1 ? " or [samples]" : "")")))
  }
}
