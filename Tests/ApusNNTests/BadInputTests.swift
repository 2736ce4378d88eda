import ApusNN
import Testing

/// Layers with sizes that nobody can mean, and inputs that do not fit: a diagnosis, never the end of the process.
struct BadInputTests {
  static let images = Tensor<Float>(zeros: [2, 6, 6, 3])
  static let sequences = Tensor<Float>(zeros: [2, 6, 4])
  static let rows = Tensor<Float>(zeros: [2, 3])

  static let mistakes: [(name: String, diagnosis: @Sendable () -> Diagnosis?)] = [
    ("a layer of negative size", { Dense(inputSize: -3, outputSize: 2)(rows).diagnosis }),
    ("a layer beyond all numbers", { Dense(inputSize: 1 << 40, outputSize: 1 << 40)(rows).diagnosis }),
    ("a filter of negative size", { Conv2D(filterShape: (-3, 3, 3, 2))(images).diagnosis }),
    ("a filter beyond all numbers", { Conv2D(filterShape: (1 << 40, 1 << 40, 3, 2))(images).diagnosis }),
    ("strides of 0", { Conv2D(filterShape: (3, 3, 3, 2), strides: (0, 1))(images).diagnosis }),
    ("strides of 0 with padding", { Conv2D(filterShape: (3, 3, 3, 2), strides: (0, 0), padding: .same)(images).diagnosis }),
    ("negative strides", { Conv2D(filterShape: (3, 3, 3, 2), strides: (-1, -1), padding: .same)(images).diagnosis }),
    ("dilations of 0", { Conv2D(filterShape: (3, 3, 3, 2), dilations: (0, 0))(images).diagnosis }),
    ("dilations beyond all numbers", { Conv2D(filterShape: (3, 3, 3, 2), padding: .same, dilations: (Int.max, 1))(images).diagnosis }),
    ("a convolution over rows", { Conv2D(filterShape: (3, 3, 3, 2))(rows).diagnosis }),
    ("a filter for other channels", { Conv2D(filterShape: (3, 3, 4, 2))(images).diagnosis }),
    ("a pool of no places", { AvgPool2D(poolSize: (0, 0), strides: (1, 1))(images).diagnosis }),
    ("a pool of negative size", { MaxPool2D(poolSize: -2)(images).diagnosis }),
    ("a pool with strides of 0", { MaxPool2D(poolSize: (2, 2), strides: (0, 1), padding: .same)(images).diagnosis }),
    ("a pool beyond all numbers", { MaxPool2D(poolSize: (Int.max, 1), strides: (1, 1), padding: .same)(images).diagnosis }),
    ("a pool over rows", { AvgPool2D(poolSize: 2)(rows).diagnosis }),
    ("a probability above 1", { Dropout<Float>(probability: 1.5)(rows).diagnosis }),
    ("a probability that is no number", { Dropout<Float>(probability: .nan)(rows).diagnosis }),
    ("a stride of 0 over sequences", { Conv1D(filterShape: (3, 4, 2), stride: 0, padding: .same)(sequences).diagnosis }),
    ("a filter for other channels of sequences", { Conv1D(filterShape: (3, 3, 2))(sequences).diagnosis }),
    ("negative strides of a transposed convolution", { TransposedConv2D(filterShape: (3, 3, 2, 3), strides: (-1, 1))(images).diagnosis }),
    ("a transposed filter for other channels", { TransposedConv2D(filterShape: (3, 3, 2, 4))(images).diagnosis }),
    ("strides beyond all numbers", { TransposedConv2D(filterShape: (3, 3, 2, 3), strides: (Int.max, 1))(images).diagnosis }),
    ("a depthwise filter for other channels", { DepthwiseConv2D(filterShape: (3, 3, 4, 1))(images).diagnosis }),
    ("a depthwise multiplier beyond all numbers", { DepthwiseConv2D(filterShape: (1, 1, 1 << 40, 1 << 40))(images).diagnosis }),
    (
      "a separable filter for other channels",
      {
        SeparableConv2D(depthwiseFilterShape: (3, 3, 3, 2), pointwiseFilterShape: (1, 1, 3, 8))(images).diagnosis
      }
    ),
    ("a pool of negative size over sequences", { MaxPool1D(poolSize: -2, stride: 1)(sequences).diagnosis }),
    ("a pool with a stride of 0 over volumes", { AvgPool3D(poolSize: 1, strides: 0)(Tensor(zeros: [1, 2, 2, 2, 1])).diagnosis }),
    ("a global pool over rows", { GlobalAvgPool2D()(rows).diagnosis }),
    ("a padding of negative size", { ZeroPadding2D(padding: -4)(images).diagnosis }),
    ("a padding beyond all numbers", { ZeroPadding1D(padding: Int.max)(sequences).diagnosis }),
    ("no repetitions", { UpSampling2D(size: 0)(images).diagnosis }),
    ("repetitions beyond all numbers", { UpSampling2D(size: Int.max)(images).diagnosis }),
    ("a norm for other features", { BatchNorm(featureCount: 4)(images).diagnosis }),
    ("a norm of negative size", { LayerNorm(featureCount: -1, axis: -1)(images).diagnosis }),
    ("a norm along no axis", { LayerNorm(featureCount: 3, axis: 7)(images).diagnosis }),
    ("groups that do not divide the features", { GroupNorm(featureCount: 3, groupCount: 2)(images).diagnosis }),
    ("no groups", { GroupNorm(featureCount: 3, groupCount: 0)(images).diagnosis }),
    ("groups of the batch", { GroupNorm(featureCount: 2, groupCount: 1, axis: 0)(images).diagnosis }),
    ("slopes for other features", { PReLU(featureCount: 4)(images).diagnosis }),
    ("a vocabulary of negative size", { Embedding(vocabularySize: -1, embeddingSize: 2)(Tensor([0])).diagnosis }),
    ("embeddings that are no matrix", { Embedding(embeddings: Tensor<Float>([1, 2]))(Tensor([0])).diagnosis }),
    ("a shape of other size", { Reshape([4, 4])(rows).diagnosis }),
    ("a shape that takes no whole number", { Reshape([4, -1])(rows).diagnosis }),
    ("a shape with two open extents", { Reshape([-1, -1])(rows).diagnosis }),
    ("alpha dropout of everything", { AlphaDropout<Float>(probability: 1)(rows).diagnosis }),
    ("Gaussian dropout of everything", { GaussianDropout<Float>(probability: 1)(rows).diagnosis }),
    ("a scalar to flatten", { Flatten()(Tensor<Float>(1)).diagnosis }),
    ("labels for other rows", { softmaxCrossEntropy(logits: rows, labels: Tensor<Int32>([0, 1, 2])).diagnosis }),
    ("logits without classes", { softmaxCrossEntropy(logits: Tensor<Float>(1), labels: Tensor<Int32>([0])).diagnosis }),
    ("targets of another shape", { meanSquaredError(predicted: rows, expected: Tensor(zeros: [2, 4])).diagnosis }),
    ("an initializer of negative size", { (glorotNormal() as ParameterInitializer<Float>)([-1, 2]).diagnosis }),
    ("normal numbers beyond all numbers", { (heNormal() as ParameterInitializer<Float>)([1 << 40, 1 << 40]).diagnosis }),
    ("an orthogonal matrix of negative size", { (orthogonal() as ParameterInitializer<Float>)([-1, 2]).diagnosis }),
    ("an orthogonal matrix beyond all numbers", { (orthogonal() as ParameterInitializer<Float>)([1 << 40, 1 << 40, 2]).diagnosis }),
    ("an identity beyond all numbers", { (identityMatrix() as ParameterInitializer<Float>)([1 << 40, 1 << 40]).diagnosis }),
    ("a metric of negative classes", { diagnosis(of: Precision(classCount: -3)) }),
    ("a metric of other classes", { diagnosis(of: F1Score(classCount: 4)) }),
    ("a metric of classes beyond all numbers", { diagnosis(of: ConfusionMatrix(classCount: 1 << 40)) }),
    ("thresholds beyond all numbers", { diagnosis(of: AreaUnderCurve(thresholdCount: .max)) }),
    ("outputs beyond all numbers", { diagnosis(of: RSquared(outputCount: .max)) }),
  ]

  private static func diagnosis<M: Metric>(of metric: M) -> Diagnosis? {
    var metric = metric
    metric.update(rows, Tensor<Int32>([0, 1]))
    return metric.value.diagnosis
  }

  @Test(arguments: mistakes.indices)
  func aDiagnosis(_ index: Int) throws {
    let (name, mistake) = Self.mistakes[index]
    let diagnosis = try #require(mistake(), "\(name) is no mistake")
    #expect(diagnosis.site?.file.hasSuffix("BadInputTests.swift") == true, "\(name): \(diagnosis)")
  }
}
