import Apus

/// Convolutions beside a shortcut: `relu(lastConv(…relu(earlyConvs(input))) + input)`.
///
/// Input `[batch, height, width, inputs]`, output `[batch, height / stride, width / stride, outputs]`. Where that is another shape the
/// shortcut is a projection, a convolution of single pixels: option B of the paper.
///
/// He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2015, figure 5.
public struct ResidualBlock: Layer {
  /// Brings the input to the shape of the output; `nil` where it has that shape.
  public var projection: ConvBN?
  /// Each with a rectifier after it.
  public var earlyConvs: [ConvBN]
  public var lastConv: ConvBN

  /// - Parameters:
  ///   - filterCount: the channels of the inner convolutions. A basic block has as many outputs, a bottleneck four times as many.
  ///   - stride: how far apart the places are that the block looks at.
  ///   - isBasic: two 3 by 3 convolutions, in place of a bottleneck's 1 by 1, 3 by 3, 1 by 1.
  ///   - useLaterStride: the stride of a bottleneck lies in its 3 by 3 convolution, not in its first one.
  init(
    inputCount: Int, filterCount: Int, stride: Int, isBasic: Bool, useLaterStride: Bool, filterInitializer: ParameterInitializer<Float>
  ) {
    func convBN(_ size: Int, _ inputs: Int, _ outputs: Int, stride: Int = 1) -> ConvBN {
      ConvBN(
        filterShape: (size, size, inputs, outputs), strides: (stride, stride), padding: .same, filterInitializer: filterInitializer)
    }
    let outputCount = Self.outputCount(filterCount, isBasic: isBasic)
    if inputCount != outputCount || stride != 1 { projection = convBN(1, inputCount, outputCount, stride: stride) }
    if isBasic {
      earlyConvs = [convBN(3, inputCount, filterCount, stride: stride)]
      lastConv = convBN(3, filterCount, outputCount)
    } else {
      earlyConvs = [
        convBN(1, inputCount, filterCount, stride: useLaterStride ? 1 : stride),
        convBN(3, filterCount, filterCount, stride: useLaterStride ? stride : 1),
      ]
      lastConv = convBN(1, filterCount, outputCount)
    }
  }

  static func outputCount(_ filterCount: Int, isBasic: Bool) -> Int { isBasic ? filterCount : 4 * filterCount }

  @inline(never)
  public func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> {
    let hidden = earlyConvs.reduce(input) { hidden, layer in relu(layer(hidden)) }
    return relu(lastConv(hidden) + (projection?(input) ?? input))
  }
}
