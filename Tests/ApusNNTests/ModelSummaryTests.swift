import ApusNN
import Testing

@Suite struct ModelSummaryTests {
  struct Network: Module {
    var convolution = Conv2D(filterShape: (3, 3, 1, 4), activation: relu)
    var pool = MaxPool2D(poolSize: 2)
    var flatten = Flatten()
    // One block twice: copies share their tensors until they are trained.
    var blocks = Array(repeating: TransformerEncoderBlock(featureCount: 4, headCount: 2, hiddenSize: 8), count: 2)
    @Frozen var head = Dense(inputSize: 36, outputSize: 2)
    var temperature = Tensor<Float>(1)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
      let features = pool(convolution(x))
      let places = blocks(features.reshaped(to: [x.shape[0], 9, 4]))
      return head(flatten(places)) / temperature
    }
  }

  @Test func theLayersAreThereInTheOrderOfTheirCalls() throws {
    let network = Network()
    let summary = try network.summary(input: Tensor(zeros: [5, 8, 8, 1]))
    let block = { (index: Int) in
      [
        "blocks[\(index)]|TransformerEncoderBlock|[5, 9, 4]|0",
        "blocks[\(index)].attentionNorm|LayerNorm|[5, 9, 4]|8", "blocks[\(index)].attention|MultiHeadAttention|[5, 9, 4]|0",
        "blocks[\(index)].attention.query|Dense|[5, 9, 4]|20", "blocks[\(index)].attention.key|Dense|[5, 9, 4]|20",
        "blocks[\(index)].attention.value|Dense|[5, 9, 4]|20",
        "blocks[\(index)].attention.output|Dense|[5, 9, 4]|20", "|Dropout|[5, 9, 4]|0",
        "blocks[\(index)].feedForwardNorm|LayerNorm|[5, 9, 4]|8", "blocks[\(index)].feedForward|FeedForward|[5, 9, 4]|0",
        "blocks[\(index)].feedForward.up|Dense|[5, 9, 8]|40", "|Dropout|[5, 9, 8]|0",
        "blocks[\(index)].feedForward.down|Dense|[5, 9, 4]|36", "|Dropout|[5, 9, 4]|0",
      ]
    }
    #expect(
      summary.rows.map { "\($0.path)|\($0.type)|\($0.outputShape.map { "\($0)" } ?? "")|\($0.parameterCount)" }
        == ["convolution|Conv2D|[5, 6, 6, 4]|40", "|MaxPool2D|[5, 3, 3, 4]|0"] + block(0) + block(1)
        + ["|Flatten|[5, 36]|0", "head|Dense|[5, 2]|0", "temperature|Tensor|[]|1"])
    #expect(summary.parameterCount == network.parameterCount)
    #expect(summary.rows.first { $0.path == "head" }?.constantCount == 36 * 2 + 2)
    #expect(summary.constantCount == 36 * 2 + 2)
  }

  @Test func theTableIsAligned() throws {
    let model = Sequential {
      Flatten()
      Dense(inputSize: 784, outputSize: 100, activation: relu)
      Dense(inputSize: 100, outputSize: 10)
    }
    let summary = try model.summary(input: Tensor(zeros: [2, 28, 28]))
    #expect(
      summary.description == """
        layer                type     output    parameters
                             Flatten  [2, 784]
        layers.first.second  Dense    [2, 100]      78,500
        layers.second        Dense    [2, 10]        1,010
        total                                       79,510
        """)
  }

  @Test func aLayerThatIsCalledTwiceIsThereOnce() throws {
    struct Shared: Module {
      var layer = Dense(inputSize: 3, outputSize: 3)
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { layer(layer(x)) }
    }
    #expect(try Shared().summary(input: Tensor(zeros: [1, 3])).rows.map(\.parameterCount) == [12])
  }

  @Test func nothingIsComputed() throws {
    try withContext(Context.local.with(engine: Engine())) {
      _ = try Network().summary(input: Tensor(zeros: [1, 8, 8, 1]))
      let report = Context.local.engine.report
      #expect(report.deviceExecutions == 0 && report.compilations.isEmpty)
    }
  }

  @Test func aLayerThatCannotTakeItsInputIsNamed() throws {
    let diagnosis = #expect(throws: Diagnosis.self) { try Network().summary(input: Tensor(zeros: [1, 10, 10, 1])) }
    #expect("\(diagnosis, default: "")".contains("cannot take the shape [1, 9, 4]"))
    let wrong = #expect(throws: Diagnosis.self) { try Network().summary(input: Tensor(zeros: [1, 8, 8, 2])) }
    #expect("\(wrong, default: "")".contains("convolution"))
  }
}
