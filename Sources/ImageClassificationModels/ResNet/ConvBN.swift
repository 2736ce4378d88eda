import Apus

/// A convolution without bias and its batch norm: what residual networks are made of.
///
/// Input `[batch, height, width, inputs]`, output `[batch, height, width, outputs]` with as many places as the strides leave. The norm's
/// offset does what a bias would do.
///
///     let layer = ConvBN(filterShape: (3, 3, 16, 32), strides: (2, 2), padding: .same)
///     print(layer(Tensor(zeros: [8, 32, 32, 16])).shape)   // [8, 16, 16, 32]
///
/// Unless told otherwise filters start as in He et al., "Delving deep into rectifiers", 2015: normal, with the standard deviation
/// √(2 / inputs).
public struct ConvBN: Layer {
  public var conv: Conv2D<Float>
  public var norm: BatchNorm<Float>

  /// - Parameter filterShape: `(height, width, inputs, outputs)`.
  public init(
    filterShape: (Int, Int, Int, Int), strides: (Int, Int) = (1, 1), padding: Padding = .valid,
    filterInitializer: ParameterInitializer<Float> = heNormal()
  ) {
    conv = Conv2D(filterShape: filterShape, strides: strides, padding: padding, useBias: false, filterInitializer: filterInitializer)
    norm = BatchNorm(featureCount: filterShape.3, momentum: 0.9, epsilon: 1e-5)
  }

  @inline(never)
  public func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { norm(conv(input)) }
}
