import ApusNN

enum Windows: FunctionFamily {
  static let program = "windows"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    convolutions(&row)
    otherConvolutions(&row)
    pools(&row)
    morphology(&row)
    row("scaledDotProductAttention") { scaledDotProductAttention(query: $0[0], key: $0[1], value: $0[2]) }
    row("scaledDotProductAttention causal") { scaledDotProductAttention(query: $0[0], key: $0[1], value: $0[2], isCausal: true) }
    row("scaledDotProductAttention scale 1") { scaledDotProductAttention(query: $0[0], key: $0[1], value: $0[2], scale: 1) }
    row("batchNormalized") { $0[0].batchNormalized(alongAxis: 0, offset: $0[1], scale: $0[2]) }
    row("batchNormalized along 1") { $0[0].batchNormalized(alongAxis: 1, offset: $0[1], scale: $0[2]) }
  }

  private static func convolutions<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("conv1D") { conv1D($0[0], filter: $0[1]) }
    row("conv1D same, stride 2") { conv1D($0[0], filter: $0[1], stride: 2, padding: .same) }
    row("conv1D dilation 2") { conv1D($0[0], filter: $0[1], dilation: 2) }
    row("conv2D") { conv2D($0[0], filter: $0[1]) }
    row("conv2D same") { conv2D($0[0], filter: $0[1], padding: .same) }
    row("conv2D same, strides 2, 1") { conv2D($0[0], filter: $0[1], strides: (2, 1), padding: .same) }
    row("conv2D same, dilations 1, 2") { conv2D($0[0], filter: $0[1], padding: .same, dilations: (1, 2)) }
    row("conv2D 2 groups") { conv2D($0[0], filter: $0[1], groups: 2) }
    row("conv3D") { conv3D($0[0], filter: $0[1]) }
    row("conv3D same, strides 1, 2, 2") { conv3D($0[0], filter: $0[1], strides: (1, 2, 2), padding: .same) }
  }

  private static func otherConvolutions<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("transposedConv2D") { transposedConv2D($0[0], filter: $0[1]) }
    row("transposedConv2D strides 2, 1") { transposedConv2D($0[0], filter: $0[1], strides: (2, 1)) }
    row("transposedConv2D same, strides 2") { transposedConv2D($0[0], filter: $0[1], strides: (2, 2), padding: .same) }
    row("depthwiseConv2D") { depthwiseConv2D($0[0], filter: $0[1]) }
    row("depthwiseConv2D same, strides 2") { depthwiseConv2D($0[0], filter: $0[1], strides: (2, 2), padding: .same) }
  }

  private static func pools<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("maxPool2D") { maxPool2D($0[0], filterSize: (2, 2), strides: (2, 2)) }
    row("maxPool2D same") { maxPool2D($0[0], filterSize: (3, 2), strides: (1, 2), padding: .same) }
    row("avgPool2D") { avgPool2D($0[0], filterSize: (2, 2), strides: (2, 2)) }
    row("avgPool2D same") { avgPool2D($0[0], filterSize: (3, 2), strides: (1, 2), padding: .same) }
    row("maxPool3D") { maxPool3D($0[0], filterSize: (2, 2, 2), strides: (1, 1, 1)) }
    row("maxPool3D same") { maxPool3D($0[0], filterSize: (2, 2, 2), strides: (2, 1, 2), padding: .same) }
    row("avgPool3D") { avgPool3D($0[0], filterSize: (2, 2, 2), strides: (1, 1, 1)) }
    row("avgPool3D same") { avgPool3D($0[0], filterSize: (2, 2, 2), strides: (2, 1, 2), padding: .same) }
    // Regions of one size. Which ones there are of two sizes is a matter of chance: `FractionalPoolingTests`.
    row("fractionalMaxPool2D by 2") { fractionalMaxPool2D($0[0], poolingRatio: (2, 2)) }
    row("fractionalAvgPool2D by 2") { fractionalAvgPool2D($0[0], poolingRatio: (2, 2)) }
  }

  private static func morphology<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    row("dilation2D") { dilation2D($0[0], filter: $0[1]) }
    row("dilation2D same, strides 2") { dilation2D($0[0], filter: $0[1], strides: (2, 2), padding: .same) }
    row("dilation2D rates 1, 2") { dilation2D($0[0], filter: $0[1], rates: (1, 2)) }
    row("erosion2D") { erosion2D($0[0], filter: $0[1]) }
    row("erosion2D same, strides 2") { erosion2D($0[0], filter: $0[1], strides: (2, 2), padding: .same) }
  }
}
