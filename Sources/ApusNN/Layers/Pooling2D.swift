/// The largest element of each window.
///
/// Input `[batch, height, width, channels]`, output the same with as many places as windows fit.
public struct MaxPool2D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let poolSize: (Int, Int)
  public let strides: (Int, Int)
  public let padding: Padding

  public init(poolSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid) {
    self.poolSize = poolSize
    self.strides = strides
    self.padding = padding
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    maxPool2D(input, filterSize: poolSize, strides: strides, padding: padding)
  }
}

/// The mean of each window; elements beyond the border do not count.
public struct AvgPool2D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let poolSize: (Int, Int)
  public let strides: (Int, Int)
  public let padding: Padding

  public init(poolSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid) {
    self.poolSize = poolSize
    self.strides = strides
    self.padding = padding
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    avgPool2D(input, filterSize: poolSize, strides: strides, padding: padding)
  }
}

extension MaxPool2D where Scalar == Float {
  public init(poolSize: Int, strides: Int? = nil, padding: Padding = .valid) {
    self.init(poolSize: (poolSize, poolSize), strides: (strides ?? poolSize, strides ?? poolSize), padding: padding)
  }
  public init(poolSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid) {
    self.poolSize = poolSize
    self.strides = strides
    self.padding = padding
  }
}

extension AvgPool2D where Scalar == Float {
  public init(poolSize: Int, strides: Int? = nil, padding: Padding = .valid) {
    self.init(poolSize: (poolSize, poolSize), strides: (strides ?? poolSize, strides ?? poolSize), padding: padding)
  }
  public init(poolSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid) {
    self.poolSize = poolSize
    self.strides = strides
    self.padding = padding
  }
}
