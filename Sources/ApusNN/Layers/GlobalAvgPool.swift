/// The mean of each channel over all places: `[batch, width, channels]` to `[batch, channels]`.
public struct GlobalAvgPool1D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public init() {}

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.mistake(ifNotSpace: 1, for: "GlobalAvgPool1D") ?? input.mean(squeezingAxes: [1])
  }
}

extension GlobalAvgPool1D where Scalar == Float {
  public init() {}
}

/// The mean of each channel over all places: `[batch, height, width, channels]` to `[batch, channels]`.
public struct GlobalAvgPool2D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public init() {}

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.mistake(ifNotSpace: 2, for: "GlobalAvgPool2D") ?? input.mean(squeezingAxes: [1, 2])
  }
}

extension GlobalAvgPool2D where Scalar == Float {
  public init() {}
}

/// The mean of each channel over all places: `[batch, depth, height, width, channels]` to `[batch, channels]`.
public struct GlobalAvgPool3D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public init() {}

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.mistake(ifNotSpace: 3, for: "GlobalAvgPool3D") ?? input.mean(squeezingAxes: [1, 2, 3])
  }
}

extension GlobalAvgPool3D where Scalar == Float {
  public init() {}
}
