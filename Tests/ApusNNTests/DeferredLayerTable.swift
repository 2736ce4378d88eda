import ApusNN
import Testing

/// Layers that take the size of their input from the first one, each beside the one that is made with it.
extension DeferredLayerTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let input: TensorShape
    let deferred: @Sendable () -> any Layer<Tensor<Float>, Tensor<Float>>
    let sized: @Sendable () -> any Layer<Tensor<Float>, Tensor<Float>>
    var testDescription: String { name }

    init<L: Layer & SendableMetatype>(
      _ name: String, _ input: TensorShape, _ deferred: @escaping @Sendable () -> L, as sized: @escaping @Sendable () -> L
    ) where L.Input == Tensor<Float>, L.Output == Tensor<Float> {
      (self.name, self.input, self.deferred, self.sized) = (name, input, deferred, sized)
    }
  }

  static let rows =
    convolutions + norms + recurrent + [
      Row("Dense", [2, 3], { Dense(units: 4) }, as: { Dense(inputSize: 3, outputSize: 4) }),
      Row("Dense, no bias", [2, 5, 3], { Dense(units: 4, useBias: false) }, as: { Dense(inputSize: 3, outputSize: 4, useBias: false) }),
      Row(
        "Dense, zeros", [2, 3], { Dense(units: 4, weightInitializer: zeros()) },
        as: { Dense(inputSize: 3, outputSize: 4, weightInitializer: zeros()) }),
      Row(
        "Dense, a seed of its own, bias", [2, 3],
        { Dense(units: 4, weightInitializer: heNormal(seed: 3), biasInitializer: glorotUniform()) },
        as: { Dense(inputSize: 3, outputSize: 4, weightInitializer: heNormal(seed: 3), biasInitializer: glorotUniform()) }),
      Row(
        "Dense, several draws", [2, 3], { Dense(units: 4, weightInitializer: Self.twoDraws) },
        as: { Dense(inputSize: 3, outputSize: 4, weightInitializer: Self.twoDraws) }),
      Row("PReLU", [2, 3], { PReLU() }, as: { PReLU(featureCount: 3) }),
    ]

  private static let twoDraws: ParameterInitializer<Float> = { Tensor(randomUniform: $0) + Tensor(randomNormal: $0) }

  private static let convolutions = [
    Row(
      "Conv1D", [2, 6, 4], { Conv1D(filters: 6, kernelSize: 3, groups: 2, activation: relu) },
      as: { Conv1D(filterShape: (3, 2, 6), groups: 2, activation: relu) }),
    Row(
      "Conv2D", [2, 5, 6, 3], { Conv2D(filters: 4, kernelSize: 3, strides: (1, 2), padding: .same) },
      as: { Conv2D(filterShape: (3, 3, 3, 4), strides: (1, 2), padding: .same) }),
    Row("Conv3D", [1, 3, 4, 5, 2], { Conv3D(filters: 3, kernelSize: 2) }, as: { Conv3D(filterShape: (2, 2, 2, 2, 3)) }),
    Row(
      "TransposedConv1D", [2, 4, 3], { TransposedConv1D(filters: 5, kernelSize: 2, stride: 2) },
      as: { TransposedConv1D(filterShape: (2, 5, 3), stride: 2) }),
    Row(
      "TransposedConv2D", [2, 4, 3, 3], { TransposedConv2D(filters: 5, kernelSize: 2) },
      as: { TransposedConv2D(filterShape: (2, 2, 5, 3)) }),
    Row(
      "TransposedConv3D", [1, 2, 4, 3, 3], { TransposedConv3D(filters: 2, kernelSize: 2) },
      as: { TransposedConv3D(filterShape: (2, 2, 2, 2, 3)) }),
    Row(
      "DepthwiseConv2D", [2, 4, 5, 3], { DepthwiseConv2D(kernelSize: 2, depthMultiplier: 2, biasInitializer: constant(0.5)) },
      as: { DepthwiseConv2D(filterShape: (2, 2, 3, 2), biasInitializer: constant(0.5)) }),
    Row(
      "SeparableConv1D", [2, 6, 3], { SeparableConv1D(filters: 4, kernelSize: 3, depthMultiplier: 2) },
      as: { SeparableConv1D(depthwiseFilterShape: (3, 3, 2), pointwiseFilterShape: (1, 6, 4)) }),
    Row(
      "SeparableConv2D", [2, 6, 5, 3], { SeparableConv2D(filters: 4, kernelSize: 3) },
      as: { SeparableConv2D(depthwiseFilterShape: (3, 3, 3, 1), pointwiseFilterShape: (1, 1, 3, 4)) }),
  ]

  private static let norms = [
    Row("BatchNorm", [4, 3], { BatchNorm() }, as: { BatchNorm(featureCount: 3) }),
    Row("BatchNorm of channels", [2, 3, 5], { BatchNorm(axis: 1) }, as: { BatchNorm(featureCount: 3, axis: 1) }),
    Row("LayerNorm", [4, 3], { LayerNorm() }, as: { LayerNorm(featureCount: 3, axis: -1) }),
    Row("GroupNorm", [2, 5, 4], { GroupNorm(groupCount: 2) }, as: { GroupNorm(featureCount: 4, groupCount: 2) }),
    Row("InstanceNorm", [2, 5, 4], { InstanceNorm() }, as: { InstanceNorm(featureCount: 4) }),
    Row("RMSNorm", [2, 4], { RMSNorm() }, as: { RMSNorm(featureCount: 4) }),
  ]

  private static let recurrent = [
    Row(
      "SimpleRNN", [2, 5, 3], { BasicRNN(units: 4) },
      as: { BasicRNN(BasicRNNCell(inputSize: 3, hiddenSize: 4), returnSequences: false) }),
    Row(
      "LSTM", [2, 5, 3], { LSTM(units: 4, returnSequences: true) },
      as: { LSTM(LSTMCell(inputSize: 3, hiddenSize: 4), returnSequences: true) }),
    Row(
      "GRU", [2, 5, 3], { GRU(units: 4) },
      as: { GRU(GRUCell(inputSize: 3, hiddenSize: 4, resetAfter: true), returnSequences: false) }),
  ]
}
