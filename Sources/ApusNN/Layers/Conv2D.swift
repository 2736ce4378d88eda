/// A convolution over images: `activation(conv2D(input, filter) + bias)`.
///
/// Input `[batch, height, width, inputs]`, filter `[height, width, inputs, outputs]`, output `[batch, height, width, outputs]`.
///
///     let layer = Conv2D(filterShape: (5, 5, 1, 6), padding: .same, activation: relu)
public struct Conv2D<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[height, width, inputs / groups, outputs]`
  public var filter: Tensor<Scalar>
  /// `[outputs]`, or `nil` for a layer without bias.
  public var bias: Tensor<Scalar>?
  public let activation: Activation<Scalar>
  public let strides: (Int, Int)
  public let padding: Padding
  public let dilations: (Int, Int)
  /// Inputs and outputs fall into this many groups that do not see each other.
  public let groups: Int

  public init(
    filter: Tensor<Scalar>, bias: Tensor<Scalar>? = nil, activation: @escaping Activation<Scalar> = identity, strides: (Int, Int) = (1, 1),
    padding: Padding = .valid, dilations: (Int, Int) = (1, 1), groups: Int = 1
  ) {
    self.filter = filter
    self.bias = bias
    self.activation = activation
    self.strides = strides
    self.padding = padding
    self.dilations = dilations
    self.groups = groups
  }

  public init(
    filterShape: (Int, Int, Int, Int), strides: (Int, Int) = (1, 1), padding: Padding = .valid, dilations: (Int, Int) = (1, 1),
    groups: Int = 1,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    filterInitializer: ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(
      filter: filterInitializer([filterShape.0, filterShape.1, filterShape.2, filterShape.3]),
      bias: useBias ? biasInitializer([filterShape.3]) : nil, activation: activation, strides: strides, padding: padding,
      dilations: dilations, groups: groups)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    filter.resolve(for: input)
    let convolved = conv2D(input, filter: filter, strides: strides, padding: padding, dilations: dilations, groups: groups)
    return activation(bias.map { convolved + $0 } ?? convolved)
  }
}

extension Conv2D where Scalar == Float {
  public init(
    filterShape: (Int, Int, Int, Int), strides: (Int, Int) = (1, 1), padding: Padding = .valid, dilations: (Int, Int) = (1, 1),
    groups: Int = 1,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    filterInitializer: ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      filter: filterInitializer([filterShape.0, filterShape.1, filterShape.2, filterShape.3]),
      bias: useBias ? biasInitializer([filterShape.3]) : nil, activation: activation, strides: strides, padding: padding,
      dilations: dilations, groups: groups)
  }
}
