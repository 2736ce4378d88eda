import ApusNN
import Testing

/// Every layer: shapes, gradients, and the same values compiled.
@Suite struct LayerTests {
  /// A layer of any type with an input that fits it.
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let outputShape: TensorShape
    let parameters: [String]
    let output: @Sendable () -> Tensor<Double>
    let checkGradient: @Sendable () throws -> Void
    let compiledOutput: @Sendable () -> Tensor<Double>
    var testDescription: String { name }

    init<L: Layer & SendableMetatype>(
      _ name: String, _ inputShape: TensorShape, _ outputShape: TensorShape, _ parameters: [String] = [],
      _ makeLayer: @escaping @Sendable () -> L
    ) where L.Input == Tensor<Double>, L.Output == Tensor<Double> {
      self.name = name
      self.outputShape = outputShape
      self.parameters = parameters
      output = { makeLayer()(direction(inputShape, 7)) }
      checkGradient = {
        let layer = makeLayer()
        #expect(layer.parameters.map { "\($0.path) \($0.shape)" } == parameters)
        try expectLayerGradient(layer, direction(inputShape, 7))
      }
      compiledOutput = {
        let run = compiled { (layer: L, x: Tensor<Double>) -> Tensor<Double> in layer(x) }
        return run(makeLayer(), direction(inputShape, 7))
      }
    }
  }

  static let rows: [Row] = [
    Row("Dense", [4, 3], [4, 5], ["weight [3, 5]", "bias [5]"]) {
      Dense<Double>(inputSize: 3, outputSize: 5, activation: tanh, weightInitializer: glorotUniform(seed: 1))
    },
    Row("Dense without bias", [4, 3], [4, 5], ["weight [3, 5]"]) {
      Dense<Double>(inputSize: 3, outputSize: 5, useBias: false, weightInitializer: heNormal(seed: 1))
    },
    Row("Dense on a batch of sequences", [2, 4, 3], [2, 4, 5], ["weight [3, 5]", "bias [5]"]) {
      Dense<Double>(inputSize: 3, outputSize: 5, weightInitializer: heNormal(seed: 1))
    },
    Row("Conv2D valid", [2, 6, 5, 2], [2, 4, 3, 3], ["filter [3, 3, 2, 3]", "bias [3]"]) {
      Conv2D<Double>(filterShape: (3, 3, 2, 3), filterInitializer: glorotUniform(seed: 2))
    },
    Row("Conv2D same with strides", [2, 7, 6, 2], [2, 4, 3, 3], ["filter [3, 2, 2, 3]", "bias [3]"]) {
      Conv2D<Double>(
        filterShape: (3, 2, 2, 3), strides: (2, 2), padding: .same, activation: sigmoid, filterInitializer: glorotUniform(seed: 2))
    },
    Row("Conv2D dilated", [1, 7, 7, 1], [1, 3, 3, 2], ["filter [3, 3, 1, 2]"]) {
      Conv2D<Double>(filterShape: (3, 3, 1, 2), dilations: (2, 2), useBias: false, filterInitializer: glorotUniform(seed: 2))
    },
    Row("Conv2D in two groups", [1, 4, 4, 4], [1, 4, 4, 6], ["filter [3, 3, 2, 6]", "bias [6]"]) {
      Conv2D<Double>(filterShape: (3, 3, 2, 6), padding: .same, groups: 2, filterInitializer: glorotUniform(seed: 2))
    },
    Row("AvgPool2D", [2, 6, 4, 3], [2, 3, 2, 3]) { AvgPool2D<Double>(poolSize: (2, 2), strides: (2, 2)) },
    Row("AvgPool2D same", [1, 5, 5, 2], [1, 3, 3, 2]) { AvgPool2D<Double>(poolSize: (3, 3), strides: (2, 2), padding: .same) },
    Row("MaxPool2D", [2, 6, 4, 3], [2, 3, 2, 3]) { MaxPool2D<Double>(poolSize: (2, 2), strides: (2, 2)) },
    Row("MaxPool2D same with overlap", [1, 5, 5, 2], [1, 3, 3, 2]) {
      MaxPool2D<Double>(poolSize: (3, 3), strides: (2, 2), padding: .same)
    },
    Row("Flatten", [2, 3, 4, 5], [2, 60]) { Flatten<Double>() },
    Row("Dropout in use", [3, 4], [3, 4]) { Dropout<Double>(probability: 0.5) },
    Row(
      "Sequential", [2, 6, 6, 1], [2, 2],
      [
        "layers.first.first.first.filter [3, 3, 1, 2]", "layers.first.first.first.bias [2]", "layers.second.weight [8, 2]",
        "layers.second.bias [2]",
      ]
    ) {
      Sequential {
        Conv2D<Double>(filterShape: (3, 3, 1, 2), activation: tanh, filterInitializer: glorotUniform(seed: 3))
        AvgPool2D<Double>(poolSize: (2, 2), strides: (2, 2))
        Flatten<Double>()
        Dense<Double>(inputSize: 8, outputSize: 2, weightInitializer: glorotUniform(seed: 4))
      }
    },
    Row("array of layers", [2, 3], [2, 3], ["[0].weight [3, 3]", "[0].bias [3]", "[1].weight [3, 3]", "[1].bias [3]"]) {
      (5...6).map { Dense<Double>(inputSize: 3, outputSize: 3, activation: tanh, weightInitializer: glorotUniform(seed: $0)) }
    },
  ]

  @Test(arguments: rows)
  func theOutputHasItsShape(_ row: Row) throws {
    let output = row.output()
    #expect(output.shape == row.outputShape)
    #expect(try output.readScalars().allSatisfy(\.isFinite))
  }

  @Test(arguments: rows)
  func theGradientEqualsDifferences(_ row: Row) throws { try row.checkGradient() }

  @Test(arguments: rows)
  func compiledItIsTheSame(_ row: Row) throws {
    let compiled = row.compiledOutput()
    #expect(compiled.shape == row.outputShape)
    for (a, b) in zip(try row.output().readScalars(), try compiled.readScalars()) { #expect(abs(a - b) <= 1e-12 * max(1, abs(a))) }
  }

  @Test func aMistakePassesThroughEveryLayer() throws {
    let wrong = Tensor<Float>([1, 2]) + Tensor<Float>([1, 2, 3])
    let mistake = try #require(wrong.diagnosis)
    let outputs = [
      Dense(inputSize: 2, outputSize: 2)(wrong), Conv2D(filterShape: (1, 1, 1, 1))(wrong), AvgPool2D(poolSize: 2)(wrong),
      MaxPool2D(poolSize: 2)(wrong), Flatten()(wrong), withLearningPhase(.training) { Dropout(probability: 0.5)(wrong) },
    ]
    for output in outputs { #expect(output.diagnosis == mistake) }
  }

  @Test func anInputOfTheWrongRankIsAMistake() throws {
    let texts = [
      (MaxPool2D(poolSize: 2)(Tensor<Float>([1, 2])), "[batch, height, width, channels]"),
      (Flatten()(Tensor<Float>(1)), "a batch: rank 1 or more"),
      (Dense(inputSize: 3, outputSize: 1)(Tensor(ones: [1, 2])), "matrix product"),
    ]
    for (output, text) in texts { #expect("\(try #require(output.diagnosis))".contains(text)) }
  }
}
