extension Tensor where Scalar: TensorFloatingPoint {
  /// Mean 0 and variance 1 along one axis, then stretched and moved: scale · (x − mean) / √(variance + ε) + offset.
  ///
  ///     let x = Tensor<Float>([[1, 10], [3, 30]])
  ///     print(x.batchNormalized(alongAxis: 0, epsilon: 0))
  ///     // [[-1.0, -1.0],
  ///     //  [ 1.0,  1.0]]
  ///
  /// The axis is the one whose elements are averaged, as in Swift for TensorFlow. The layer `BatchNorm` names the axis of features instead
  /// and averages over all others. S. Ioffe and C. Szegedy, "Batch normalization", 2015, algorithm 1.
  ///
  /// - Parameters:
  ///   - offset: broadcast to this tensor's shape, as is `scale`.
  ///   - epsilon: added to the variance.
  @inline(never)
  public func batchNormalized(
    alongAxis axis: Int, offset: Tensor = Tensor(.zeroValue), scale: Tensor = Tensor(.oneValue), epsilon: Scalar = 0.001
  ) -> Tensor {
    let moments = moments(alongAxes: axis)
    return (self - moments.mean) * (rsqrt(moments.variance + epsilon) * scale) + offset
  }
}
