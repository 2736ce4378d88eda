/// The largest element of each channel over all places: `[batch, width, channels]` to `[batch, channels]`.
public struct GlobalMaxPool1D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public init() {}

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.mistake(ifNotSpace: 1, for: "GlobalMaxPool1D") ?? input.max(squeezingAxes: [1])
  }
}

extension GlobalMaxPool1D where Scalar == Float {
  public init() {}
}

/// The largest element of each channel over all places: `[batch, height, width, channels]` to `[batch, channels]`.
public struct GlobalMaxPool2D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public init() {}

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.mistake(ifNotSpace: 2, for: "GlobalMaxPool2D") ?? input.max(squeezingAxes: [1, 2])
  }
}

extension GlobalMaxPool2D where Scalar == Float {
  public init() {}
}

/// The largest element of each channel over all places: `[batch, depth, height, width, channels]` to `[batch, channels]`.
public struct GlobalMaxPool3D<Scalar: TensorFloatingPoint>: ParameterlessLayer, ObservedLayer {
  public init() {}

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    input.mistake(ifNotSpace: 3, for: "GlobalMaxPool3D") ?? input.max(squeezingAxes: [1, 2, 3])
  }
}

extension GlobalMaxPool3D where Scalar == Float {
  public init() {}
}
