/// The largest element of each window.
///
/// Input `[batch, depth, height, width, channels]`, output the same with as many places as windows fit.
public struct MaxPool3D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let poolSize: (Int, Int, Int)
  public let strides: (Int, Int, Int)
  public let padding: Padding

  public init(poolSize: (Int, Int, Int), strides: (Int, Int, Int), padding: Padding = .valid) {
    self.poolSize = poolSize
    self.strides = strides
    self.padding = padding
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    maxPool3D(input, filterSize: poolSize, strides: strides, padding: padding)
  }
}

extension MaxPool3D where Scalar == Float {
  public init(poolSize: Int, strides: Int? = nil, padding: Padding = .valid) {
    let stride = strides ?? poolSize
    self.init(poolSize: (poolSize, poolSize, poolSize), strides: (stride, stride, stride), padding: padding)
  }
  public init(poolSize: (Int, Int, Int), strides: (Int, Int, Int), padding: Padding = .valid) {
    self.poolSize = poolSize
    self.strides = strides
    self.padding = padding
  }
}

/// The mean of each window; elements beyond the border do not count.
///
/// Input `[batch, depth, height, width, channels]`, output the same with as many places as windows fit.
public struct AvgPool3D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public let poolSize: (Int, Int, Int)
  public let strides: (Int, Int, Int)
  public let padding: Padding

  public init(poolSize: (Int, Int, Int), strides: (Int, Int, Int), padding: Padding = .valid) {
    self.poolSize = poolSize
    self.strides = strides
    self.padding = padding
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    avgPool3D(input, filterSize: poolSize, strides: strides, padding: padding)
  }
}

extension AvgPool3D where Scalar == Float {
  public init(poolSize: Int, strides: Int? = nil, padding: Padding = .valid) {
    let stride = strides ?? poolSize
    self.init(poolSize: (poolSize, poolSize, poolSize), strides: (stride, stride, stride), padding: padding)
  }
  public init(poolSize: (Int, Int, Int), strides: (Int, Int, Int), padding: Padding = .valid) {
    self.poolSize = poolSize
    self.strides = strides
    self.padding = padding
  }
}
