import ApusNN
import Testing

/// Layers with sizes that nobody can mean, and inputs that do not fit: a diagnosis, never the end of the process.
struct BadInputTests {
  static let images = Tensor<Float>(zeros: [2, 6, 6, 3])
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
    ("a scalar to flatten", { Flatten()(Tensor<Float>(1)).diagnosis }),
    ("labels for other rows", { softmaxCrossEntropy(logits: rows, labels: Tensor<Int32>([0, 1, 2])).diagnosis }),
    ("logits without classes", { softmaxCrossEntropy(logits: Tensor<Float>(1), labels: Tensor<Int32>([0])).diagnosis }),
    ("targets of another shape", { meanSquaredError(predicted: rows, expected: Tensor(zeros: [2, 4])).diagnosis }),
    ("an initializer of negative size", { (glorotNormal() as ParameterInitializer<Float>)([-1, 2]).diagnosis }),
  ]

  @Test(arguments: mistakes.indices)
  func aDiagnosis(_ index: Int) throws {
    let (name, mistake) = Self.mistakes[index]
    let diagnosis = try #require(mistake(), "\(name) is no mistake")
    #expect(diagnosis.site?.file.hasSuffix("BadInputTests.swift") == true, "\(name): \(diagnosis)")
  }
}
