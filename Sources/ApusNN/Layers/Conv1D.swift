/// A convolution over sequences: `activation(conv1D(input, filter) + bias)`.
///
/// Input `[batch, width, inputs]`, filter `[width, inputs, outputs]`, output `[batch, width, outputs]`.
///
///     let layer = Conv1D(filterShape: (5, 3, 8), padding: .same, activation: relu)
public struct Conv1D<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[width, inputs / groups, outputs]`
  public var filter: Tensor<Scalar>
  /// `[outputs]`, or `nil` for a layer without bias.
  public var bias: Tensor<Scalar>?
  public let activation: Activation<Scalar>
  public let stride: Int
  public let padding: Padding
  public let dilation: Int
  /// Inputs and outputs fall into this many groups that do not see each other.
  public let groups: Int

  public init(
    filter: Tensor<Scalar>, bias: Tensor<Scalar>? = nil, activation: @escaping Activation<Scalar> = identity, stride: Int = 1,
    padding: Padding = .valid, dilation: Int = 1, groups: Int = 1
  ) {
    self.filter = filter
    self.bias = bias
    self.activation = activation
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
  }

  public init(
    filterShape: (Int, Int, Int), stride: Int = 1, padding: Padding = .valid, dilation: Int = 1, groups: Int = 1,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    filterInitializer: ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(
      filter: filterInitializer([filterShape.0, filterShape.1, filterShape.2]), bias: useBias ? biasInitializer([filterShape.2]) : nil,
      activation: activation, stride: stride, padding: padding, dilation: dilation, groups: groups)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    filter.resolve(for: input)
    let convolved = conv1D(input, filter: filter, stride: stride, padding: padding, dilation: dilation, groups: groups)
    return activation(bias.map { convolved + $0 } ?? convolved)
  }
}

extension Conv1D where Scalar == Float {
  public init(
    filterShape: (Int, Int, Int), stride: Int = 1, padding: Padding = .valid, dilation: Int = 1, groups: Int = 1,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    filterInitializer: ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      filter: filterInitializer([filterShape.0, filterShape.1, filterShape.2]), bias: useBias ? biasInitializer([filterShape.2]) : nil,
      activation: activation, stride: stride, padding: padding, dilation: dilation, groups: groups)
  }
}
