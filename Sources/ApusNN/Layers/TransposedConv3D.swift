/// A convolution turned round, which makes its input larger: `activation(transposed convolution(input, filter) + bias)`.
///
/// Input `[batch, depth, height, width, inputs]`, output `[batch, depth, height, width, outputs]`, `stride` times as large with `.same` padding, and by what the
/// filter is larger than the stride more with `.valid`.
///
///     let layer = TransposedConv3D(filterShape: (4, 4, 4, 8, 16), strides: (2, 2, 2), padding: .same)   // from 16 channels to 8
public struct TransposedConv3D<Scalar: TensorFloatingPoint>: ObservedLayer {
  /// `[depth, height, width, outputs, inputs]`
  public var filter: Tensor<Scalar>
  /// `[outputs]`, or `nil` for a layer without bias.
  public var bias: Tensor<Scalar>?
  public let activation: Activation<Scalar>
  public let strides: (Int, Int, Int)
  public let padding: Padding

  public init(
    filter: Tensor<Scalar>, bias: Tensor<Scalar>? = nil, activation: @escaping Activation<Scalar> = identity,
    strides: (Int, Int, Int) = (1, 1, 1), padding: Padding = .valid
  ) {
    self.filter = filter
    self.bias = bias
    self.activation = activation
    self.strides = strides
    self.padding = padding
  }

  public init(
    filterShape: (Int, Int, Int, Int, Int), strides: (Int, Int, Int) = (1, 1, 1), padding: Padding = .valid,
    activation: @escaping Activation<Scalar> = identity, useBias: Bool = true,
    filterInitializer: ParameterInitializer<Scalar> = glorotUniform(), biasInitializer: ParameterInitializer<Scalar> = zeros()
  ) {
    self.init(
      filter: filterInitializer([filterShape.0, filterShape.1, filterShape.2, filterShape.3, filterShape.4]),
      bias: useBias ? biasInitializer([filterShape.3]) : nil, activation: activation, strides: strides, padding: padding)
  }

  public func forward(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
    filter.resolve(for: input)
    let convolved = transposedConvolution(input, filter, [strides.0, strides.1, strides.2], padding)
    return activation(bias.map { convolved + $0 } ?? convolved)
  }
}

extension TransposedConv3D where Scalar == Float {
  public init(
    filterShape: (Int, Int, Int, Int, Int), strides: (Int, Int, Int) = (1, 1, 1), padding: Padding = .valid,
    activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    filterInitializer: ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      filter: filterInitializer([filterShape.0, filterShape.1, filterShape.2, filterShape.3, filterShape.4]),
      bias: useBias ? biasInitializer([filterShape.3]) : nil, activation: activation, strides: strides, padding: padding)
  }
}
