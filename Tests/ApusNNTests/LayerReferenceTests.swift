import ApusNN
import Foundation
import Testing

/// Layers against what an independent program computes, and their gradients against differences.
@Suite struct LayerReferenceTests {
  /// A layer; its name is that of its output in `Fixtures/layers.json`, whose program says what inputs and parameters are.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let output: @Sendable () throws -> Tensor<Double>
    let compiledOutput: @Sendable () throws -> Tensor<Double>
    let mistake: @Sendable () throws -> Diagnosis?
    let checkGradient: @Sendable () throws -> Void
    var testDescription: String { name }

    init<L: Layer & SendableMetatype>(
      _ name: String, _ inputShape: TensorShape, times factor: Double = 1, _ makeLayer: @escaping @Sendable () throws -> L
    )
    where L.Input == Tensor<Double>, L.Output == Tensor<Double> {
      self.name = name
      let make = { @Sendable in
        var (layer, index) = (try makeLayer(), 0)
        layer.updateParameters { _, node in
          defer { index += 1 }
          let scalars = LayerReferenceTests.parameter(index, node.shape.contiguousSize).map { $0 * factor }
          return Tensor<Double>(shape: node.shape, scalars: scalars).node
        }
        return layer
      }
      let input = Tensor<Double>(shape: inputShape, scalars: (0..<inputShape.contiguousSize).map { sin(Double($0 + 1)) })
      output = { try make()(input) }
      compiledOutput = { try compiled { (layer: L, x: Tensor<Double>) -> Tensor<Double> in layer(x) }(make(), input) }
      mistake = { try make()(Tensor<Double>(zeros: [1, 1, 1, 1, 1, 7])).diagnosis }
      checkGradient = { try expectLayerGradient(make(), input) }
    }
  }

  private static func parameter(_ index: Int, _ count: Int) -> [Double] { (0..<count).map { 1.1 + cos(0.7 * Double($0) + Double(index)) } }

  private static let (x1, x2, x3): (TensorShape, TensorShape, TensorShape) = ([2, 7, 3], [2, 3, 4, 4], [1, 3, 4, 3, 2])
  private static let fixedMatrix = Tensor<Double>(shape: [4, 3], scalars: parameter(7, 12))
  private static let (words, x4): (TensorShape, TensorShape) = ([2, 5, 8], [1, 9, 7, 2])

  static let rows: [Row] = [
    Row("Conv1D", x1) { Conv1D<Double>(filterShape: (3, 3, 2)) },
    Row("Conv1D same, strides, dilation", x1) { Conv1D<Double>(filterShape: (3, 3, 2), padding: .same, dilation: 2) },
    Row("Conv3D", x3) { Conv3D<Double>(filterShape: (2, 2, 2, 2, 3), strides: (1, 2, 1)) },
    Row("DepthwiseConv2D", x2) { DepthwiseConv2D<Double>(filterShape: (3, 3, 4, 2), strides: (1, 2)) },
    Row("SeparableConv1D", x1) { SeparableConv1D<Double>(depthwiseFilterShape: (3, 3, 2), pointwiseFilterShape: (1, 6, 4)) },
    Row("SeparableConv2D", x2) { SeparableConv2D<Double>(depthwiseFilterShape: (2, 2, 4, 1), pointwiseFilterShape: (1, 1, 4, 3)) },
    Row("TransposedConv1D", x1) { TransposedConv1D<Double>(filterShape: (4, 2, 3), stride: 2) },
    Row("TransposedConv1D, stride above filter", x1) { TransposedConv1D<Double>(filterShape: (2, 2, 3), stride: 3) },
    Row("TransposedConv2D", x2) { TransposedConv2D<Double>(filterShape: (3, 2, 3, 4), strides: (2, 1)) },
    Row("TransposedConv2D same", x2) { TransposedConv2D<Double>(filterShape: (4, 4, 3, 4), strides: (2, 2), padding: .same) },
    Row("TransposedConv3D", x3) { TransposedConv3D<Double>(filterShape: (2, 2, 2, 3, 2), strides: (2, 2, 2)) },
    Row("MaxPool1D", x1) { MaxPool1D<Double>(poolSize: 3, stride: 2) },
    Row("AvgPool1D", x1) { AvgPool1D<Double>(poolSize: 3, stride: 2) },
    Row("MaxPool3D", x3) { MaxPool3D<Double>(poolSize: (2, 2, 2), strides: (2, 2, 2)) },
    Row("AvgPool3D", x3) { AvgPool3D<Double>(poolSize: (2, 3, 1), strides: (2, 1, 3)) },
    Row("GlobalAvgPool1D", x1) { GlobalAvgPool1D<Double>() },
    Row("GlobalAvgPool2D", x2) { GlobalAvgPool2D<Double>() },
    Row("GlobalAvgPool3D", x3) { GlobalAvgPool3D<Double>() },
    Row("GlobalMaxPool1D", x1) { GlobalMaxPool1D<Double>() },
    Row("GlobalMaxPool2D", x2) { GlobalMaxPool2D<Double>() },
    Row("GlobalMaxPool3D", x3) { GlobalMaxPool3D<Double>() },
    Row("ZeroPadding1D", x1) { ZeroPadding1D<Double>(padding: (1, 2)) },
    Row("ZeroPadding2D", x2) { ZeroPadding2D<Double>(padding: ((1, 2), (3, 0))) },
    Row("ZeroPadding3D", x3) { ZeroPadding3D<Double>(padding: 1) },
    Row("UpSampling1D", x1) { UpSampling1D<Double>(size: 3) },
    Row("UpSampling2D", x2) { UpSampling2D<Double>(size: 2) },
    Row("UpSampling3D", x3) { UpSampling3D<Double>(size: 2) },
    Row("Dilation2D", x2) { Dilation2D<Double>(filterShape: (2, 2, 4)) },
    Row("Dilation2D same, strides, rates", x2) {
      Dilation2D<Double>(filterShape: (2, 3, 4), strides: (1, 2), rates: (2, 1), padding: .same)
    },
    Row("Erosion2D", x2) { Erosion2D<Double>(filterShape: (2, 3, 4)) },
    Row("FractionalMaxPool2D", x4) { FractionalMaxPool2D<Double>(poolingRatio: (1.5, 1.3), seed: 3) },
    Row("FractionalMaxPool2D pseudo-random, overlapping", x4) {
      FractionalMaxPool2D<Double>(poolingRatio: (1.5, 2.2), pseudoRandom: true, overlapping: true, seed: 4)
    },
    Row("FractionalAvgPool2D", x4) { FractionalAvgPool2D<Double>(poolingRatio: (1.5, 1.3), seed: 5) },
    Row("BatchNorm in use", x2) { BatchNorm<Double>(featureCount: 4) },
    Row("LayerNorm", x2) { LayerNorm<Double>(featureCount: 4, axis: -1) },
    Row("LayerNorm of another axis", x2) { LayerNorm<Double>(featureCount: 3, axis: 1) },
    Row("GroupNorm", x2) { GroupNorm<Double>(featureCount: 4, groupCount: 2) },
    Row("InstanceNorm", x2) { InstanceNorm<Double>(featureCount: 4) },
    Row("RMSNorm", x2) { RMSNorm<Double>(featureCount: 4) },
    Row("PReLU", x2) { PReLU<Double>(featureCount: 4) },
    Row("Reshape", x2) { Reshape<Double>([2, -1, 12]) },
    Row("MultiHeadAttention", words, times: 0.3) { MultiHeadAttention<Double>(featureCount: 8, headCount: 2) },
    Row("MultiHeadAttention, causal, grouped", words, times: 0.3) {
      MultiHeadAttention<Double>(featureCount: 8, headCount: 4, keyHeadCount: 2, isCausal: true)
    },
    Row("MultiHeadAttention, rotary", words, times: 0.3) {
      MultiHeadAttention<Double>(featureCount: 8, headCount: 2, positions: RotaryPositionEmbedding(), useBias: false)
    },
    Row("RotaryPositionEmbedding", words) { RotaryPositionEmbedding<Double>() },
    Row("RotaryPositionEmbedding, interleaved", words) { RotaryPositionEmbedding<Double>(base: 100, isInterleaved: true) },
    Row("SinusoidalPositionEmbedding", words) { SinusoidalPositionEmbedding<Double>() },
    Row("PositionEmbedding", words) { PositionEmbedding<Double>(maximumLength: 6, featureCount: 8) },
    Row("FeedForward", words, times: 0.3) { FeedForward<Double>(featureCount: 8, hiddenSize: 3) },
    Row("TransformerEncoderBlock", words, times: 0.3) {
      TransformerEncoderBlock<Double>(featureCount: 8, headCount: 2, hiddenSize: 3)
    },
    Row("TransformerEncoderBlock, normalized after", words, times: 0.3) {
      TransformerEncoderBlock<Double>(featureCount: 8, headCount: 2, hiddenSize: 3, activation: { relu($0) }, normalizesFirst: false)
    },
    Row("WeightNorm", x2) { WeightNorm(Dense<Double>(inputSize: 4, outputSize: 3), \.weight) },
    Row("LoRA", x2) {
      try LoRA<Dense<Double>, Double>(Dense(weight: fixedMatrix, activation: { $0 }), of: Double.self, rank: 2, scale: 3)
    },
  ]

  struct Output: Decodable {
    let shape: [Int]
    let scalars: [Double]
  }

  static let reference: Result<[String: Output], any Error> = Result {
    struct File: Decodable { let outputs: [String: Output] }
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/layers.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).outputs
  }

  private func expect(_ output: Tensor<Double>, _ row: Row, _ location: Testing.SourceLocation = #_sourceLocation) throws {
    let reference = try #require(Self.reference.get()[row.name], sourceLocation: location)
    #expect(output.shape == TensorShape(reference.shape), sourceLocation: location)
    let farthest = zip(try output.readScalars(), reference.scalars).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
    #expect(farthest <= 1e-10, sourceLocation: location)
  }

  @Test(arguments: rows)
  func theOutputIsThatOfTheReference(_ row: Row) throws { try expect(row.output(), row) }

  @Test(arguments: rows)
  func compiledItIsTheSame(_ row: Row) throws { try expect(row.compiledOutput(), row) }

  @Test(arguments: rows)
  func theGradientEqualsDifferences(_ row: Row) throws { try row.checkGradient() }

  /// Rank 6 with seven features fits none of them.
  @Test(arguments: rows)
  func anInputOfAnotherShapeIsAMistakeAtTheCallersLine(_ row: Row) throws {
    let diagnosis = try #require(try row.mistake())
    #expect(diagnosis.site?.file.hasSuffix("LayerReferenceTests.swift") == true, "\(diagnosis)")
  }

  @Test func everyReferenceHasItsRow() throws {
    #expect(try Set(Self.reference.get().keys) == Set(Self.rows.map(\.name)))
  }
}
