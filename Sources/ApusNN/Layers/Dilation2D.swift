/// The largest sum of an element of each window and the filter's element over it: `dilation2D`.
///
/// Input `[batch, height, width, channels]`, output the same with as many places as windows fit.
public struct Dilation2D<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[height, width, channels]`
  public var filter: Tensor<Scalar>
  public let strides: (Int, Int)
  public let rates: (Int, Int)
  public let padding: Padding

  public init(filter: Tensor<Scalar>, strides: (Int, Int) = (1, 1), rates: (Int, Int) = (1, 1), padding: Padding = .valid) {
    self.filter = filter
    self.strides = strides
    self.rates = rates
    self.padding = padding
  }

  public init(
    filterShape: (Int, Int, Int), strides: (Int, Int) = (1, 1), rates: (Int, Int) = (1, 1), padding: Padding = .valid,
    filterInitializer: ParameterInitializer<Scalar> = glorotUniform()
  ) {
    self.init(
      filter: filterInitializer([filterShape.0, filterShape.1, filterShape.2]), strides: strides, rates: rates, padding: padding)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    dilation2D(input, filter: filter, strides: strides, padding: padding, rates: rates)
  }
}

extension Dilation2D where Scalar == Float {
  public init(
    filterShape: (Int, Int, Int), strides: (Int, Int) = (1, 1), rates: (Int, Int) = (1, 1), padding: Padding = .valid,
    filterInitializer: ParameterInitializer<Float> = glorotUniform()
  ) {
    self.init(
      filter: filterInitializer([filterShape.0, filterShape.1, filterShape.2]), strides: strides, rates: rates, padding: padding)
  }
}
