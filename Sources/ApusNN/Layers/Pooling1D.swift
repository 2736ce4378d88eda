/// The largest element of each window.
///
/// Input `[batch, width, channels]`, output the same with as many places as windows fit.
public struct MaxPool1D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let poolSize: Int
  public let stride: Int
  public let padding: Padding

  public init(poolSize: Int, stride: Int, padding: Padding = .valid) {
    self.poolSize = poolSize
    self.stride = stride
    self.padding = padding
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    pooled(input, [poolSize], [stride], padding) { $0.maxPooled(window: $1, strides: $2, padding: $3) }
  }
}

extension MaxPool1D where Scalar == Float {
  public init(poolSize: Int, stride: Int, padding: Padding = .valid) {
    self.poolSize = poolSize
    self.stride = stride
    self.padding = padding
  }
}

/// The mean of each window; elements beyond the border do not count.
///
/// Input `[batch, width, channels]`, output the same with as many places as windows fit.
public struct AvgPool1D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let poolSize: Int
  public let stride: Int
  public let padding: Padding

  public init(poolSize: Int, stride: Int, padding: Padding = .valid) {
    self.poolSize = poolSize
    self.stride = stride
    self.padding = padding
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    pooled(input, [poolSize], [stride], padding) { $0.averagePooled(window: $1, strides: $2, padding: $3) }
  }
}

extension AvgPool1D where Scalar == Float {
  public init(poolSize: Int, stride: Int, padding: Padding = .valid) {
    self.poolSize = poolSize
    self.stride = stride
    self.padding = padding
  }
}
