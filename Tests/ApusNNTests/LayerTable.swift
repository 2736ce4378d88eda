import ApusNN

/// The layers of `LayerReferenceTests`: a row says how a layer is made; `References/layers/make-layers.py` has the same for PyTorch, and
/// the inputs.
extension LayerReferenceTests {
  static let rows: [Row] = layers(Double.self) + layers(Float.self)

  private static func layers<S: TensorFloatingPoint>(_: S.Type) -> [Row] {
    convolutions(S.self) + pools(S.self) + norms(S.self) + attentions(S.self) + wrappers(S.self)
  }

  private static func convolutions<S: TensorFloatingPoint>(_: S.Type) -> [Row] {
    [
      Row("Dense") { Dense<S>(inputSize: 4, outputSize: 3) },
      Row("Dense with tanh") { Dense<S>(inputSize: 4, outputSize: 2, activation: { tanh($0) }) },
      Row("Conv2D") { Conv2D<S>(filterShape: (2, 3, 4, 2), strides: (1, 2)) },
      Row("Conv2D same, relu") { Conv2D<S>(filterShape: (3, 3, 4, 2), padding: .same, activation: { relu($0) }) },
      Row("Conv2D of groups") { Conv2D<S>(filterShape: (2, 2, 2, 4), groups: 2) },
      Row("Conv1D") { Conv1D<S>(filterShape: (3, 3, 2)) },
      Row("Conv1D same, strides, dilation") { Conv1D<S>(filterShape: (3, 3, 2), padding: .same, dilation: 2) },
      Row("Conv3D") { Conv3D<S>(filterShape: (2, 2, 2, 2, 3), strides: (1, 2, 1)) },
      Row("DepthwiseConv2D") { DepthwiseConv2D<S>(filterShape: (3, 3, 4, 2), strides: (1, 2)) },
      Row("SeparableConv1D") { SeparableConv1D<S>(depthwiseFilterShape: (3, 3, 2), pointwiseFilterShape: (1, 6, 4)) },
      Row("SeparableConv2D") { SeparableConv2D<S>(depthwiseFilterShape: (2, 2, 4, 1), pointwiseFilterShape: (1, 1, 4, 3)) },
      Row("TransposedConv1D") { TransposedConv1D<S>(filterShape: (4, 2, 3), stride: 2) },
      Row("TransposedConv1D, stride above filter") { TransposedConv1D<S>(filterShape: (2, 2, 3), stride: 3) },
      Row("TransposedConv2D") { TransposedConv2D<S>(filterShape: (3, 2, 3, 4), strides: (2, 1)) },
      Row("TransposedConv2D same") { TransposedConv2D<S>(filterShape: (4, 4, 3, 4), strides: (2, 2), padding: .same) },
      Row("TransposedConv3D") { TransposedConv3D<S>(filterShape: (2, 2, 2, 3, 2), strides: (2, 2, 2)) },
    ]
  }

  private static func pools<S: TensorFloatingPoint>(_: S.Type) -> [Row] {
    [
      Row("MaxPool2D") { MaxPool2D<S>(poolSize: (2, 2), strides: (1, 2)) },
      Row("AvgPool2D") { AvgPool2D<S>(poolSize: (2, 2), strides: (2, 1)) },
      Row("AvgPool2D same") { AvgPool2D<S>(poolSize: (3, 3), strides: (1, 1), padding: .same) },
      Row("Flatten") { Flatten<S>() },
      Row("MaxPool1D") { MaxPool1D<S>(poolSize: 3, stride: 2) },
      Row("AvgPool1D") { AvgPool1D<S>(poolSize: 3, stride: 2) },
      Row("MaxPool3D") { MaxPool3D<S>(poolSize: (2, 2, 2), strides: (2, 2, 2)) },
      Row("AvgPool3D") { AvgPool3D<S>(poolSize: (2, 3, 1), strides: (2, 1, 3)) },
      Row("GlobalAvgPool1D") { GlobalAvgPool1D<S>() },
      Row("GlobalAvgPool2D") { GlobalAvgPool2D<S>() },
      Row("GlobalAvgPool3D") { GlobalAvgPool3D<S>() },
      Row("GlobalMaxPool1D") { GlobalMaxPool1D<S>() },
      Row("GlobalMaxPool2D") { GlobalMaxPool2D<S>() },
      Row("GlobalMaxPool3D") { GlobalMaxPool3D<S>() },
      Row("ZeroPadding1D") { ZeroPadding1D<S>(padding: (1, 2)) },
      Row("ZeroPadding2D") { ZeroPadding2D<S>(padding: ((1, 2), (3, 0))) },
      Row("ZeroPadding3D") { ZeroPadding3D<S>(padding: 1) },
      Row("UpSampling1D") { UpSampling1D<S>(size: 3) },
      Row("UpSampling2D") { UpSampling2D<S>(size: 2) },
      Row("UpSampling3D") { UpSampling3D<S>(size: 2) },
      Row("Dilation2D") { Dilation2D<S>(filterShape: (2, 2, 4)) },
      Row("Dilation2D same, strides, rates") {
        Dilation2D<S>(filterShape: (2, 3, 4), strides: (1, 2), rates: (2, 1), padding: .same)
      },
      Row("Erosion2D") { Erosion2D<S>(filterShape: (2, 3, 4)) },
      Row("FractionalMaxPool2D") { FractionalMaxPool2D<S>(poolingRatio: (1.5, 1.3), seed: 3) },
      Row("FractionalMaxPool2D pseudo-random, overlapping") {
        FractionalMaxPool2D<S>(poolingRatio: (1.5, 2.2), pseudoRandom: true, overlapping: true, seed: 4)
      },
      Row("FractionalAvgPool2D") { FractionalAvgPool2D<S>(poolingRatio: (1.5, 1.3), seed: 5) },
    ]
  }

  private static func norms<S: TensorFloatingPoint>(_: S.Type) -> [Row] {
    [
      Row("BatchNorm in use") { BatchNorm<S>(featureCount: 4) },
      Row("BatchNorm in training", .training) { BatchNorm<S>(featureCount: 4) },
      Row("LayerNorm") { LayerNorm<S>(featureCount: 4, axis: -1) },
      Row("LayerNorm of another axis") { LayerNorm<S>(featureCount: 3, axis: 1) },
      Row("GroupNorm") { GroupNorm<S>(featureCount: 4, groupCount: 2) },
      Row("InstanceNorm") { InstanceNorm<S>(featureCount: 4) },
      Row("RMSNorm") { RMSNorm<S>(featureCount: 4) },
      Row("PReLU") { PReLU<S>(featureCount: 4) },
      Row("Reshape") { Reshape<S>([2, -1, 12]) },
    ]
  }

  private static func attentions<S: TensorFloatingPoint>(_: S.Type) -> [Row] {
    [
      Row("MultiHeadAttention", times: 0.3) { MultiHeadAttention<S>(featureCount: 8, headCount: 2) },
      Row("MultiHeadAttention, causal, grouped", times: 0.3) {
        MultiHeadAttention<S>(featureCount: 8, headCount: 4, keyHeadCount: 2, isCausal: true)
      },
      Row("MultiHeadAttention, rotary", times: 0.3) {
        MultiHeadAttention<S>(featureCount: 8, headCount: 2, positions: RotaryPositionEmbedding(), useBias: false)
      },
      Row("RotaryPositionEmbedding") { RotaryPositionEmbedding<S>() },
      Row("RotaryPositionEmbedding, interleaved") { RotaryPositionEmbedding<S>(base: 100, isInterleaved: true) },
      Row("SinusoidalPositionEmbedding") { SinusoidalPositionEmbedding<S>() },
      Row("PositionEmbedding") { PositionEmbedding<S>(maximumLength: 6, featureCount: 8) },
      Row("FeedForward", times: 0.3) { FeedForward<S>(featureCount: 8, hiddenSize: 3) },
      Row("TransformerEncoderBlock", times: 0.3) {
        TransformerEncoderBlock<S>(featureCount: 8, headCount: 2, hiddenSize: 3)
      },
      Row("TransformerEncoderBlock, normalized after", times: 0.3) {
        TransformerEncoderBlock<S>(featureCount: 8, headCount: 2, hiddenSize: 3, activation: { relu($0) }, normalizesFirst: false)
      },
    ]
  }

  private static func wrappers<S: TensorFloatingPoint>(_: S.Type) -> [Row] {
    [
      Row("WeightNorm") { WeightNorm(Dense<S>(inputSize: 4, outputSize: 3), \.weight) },
      Row("LoRA") {
        try LoRA<Dense<S>, S>(Dense(weight: parameter(7, [4, 3]), activation: { $0 }), of: S.self, rank: 2, scale: 3)
      },
    ]
  }
}
