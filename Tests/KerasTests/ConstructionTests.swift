import Testing

@testable import Keras

/// The three ways to make a model.
@Suite struct ConstructionTests {
  private struct Classifier: Layer {
    var hidden = Dense(units: 8, activation: tanh)
    var output = Dense(units: 2)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { output(hidden(x)) }
  }

  private static let ways: [(name: String, make: @Sendable () -> Model)] = [
    (
      "one after the other",
      {
        Model {
          Dense(units: 8, activation: tanh); Dense(units: 2)
        }
      }
    ),
    (
      "without labels",
      {
        Model {
          Dense(8, activation: tanh); Dense(2)
        }
      }
    ),
    (
      "added",
      {
        let model = Model()
        model.add(Dense(units: 8, activation: tanh))
        model.add(Dense(units: 2))
        return model
      }
    ),
    (
      "functional",
      {
        let (hidden, output) = (Dense(units: 8, activation: tanh), Dense(units: 2))
        let x = Input(shape: [2])
        return Model(inputs: x, outputs: output(hidden(x)))
      }
    ),
    ("a struct", { Model(Classifier()) }),
    (
      "a struct's sequence",
      {
        Model(
          Sequential {
            Dense(units: 8, activation: tanh); Dense(units: 2)
          })
      }
    ),
  ]

  @Test func allWaysTrainToTheSameBits() throws {
    let results = try Self.ways.map { way in
      try withRandomSeed(5) {
        let model = way.make()
        model.compile(optimizer: .adam(learningRate: 0.05), loss: .softmaxCrossEntropy, metrics: [.accuracy])
        let history = try model.fit(Quadrants.x, Quadrants.y, epochs: 5, verbose: .silent)
        return (name: way.name, bits: try model.bits(), losses: history["loss"], accuracy: history["accuracy"])
      }
    }
    for result in results.dropFirst() {
      #expect(result.bits == results[0].bits, "\(result.name)")
      #expect(result.losses == results[0].losses && result.accuracy == results[0].accuracy, "\(result.name)")
    }
    #expect(results[0].losses[4] < results[0].losses[0])
  }

  @Test func aFinalClassIsTrainedThroughItsVariables() throws {
    final class Line: Module {
      let w = Variable<Float>(5), b = Variable<Float>(0)
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w.value * x + b.value }
    }
    let line = Line()
    let model = Model(line)
    model.compile(optimizer: .sgd(learningRate: 0.1), loss: .meanSquaredError)
    try model.fit(Parabola.x, 3 * Parabola.x + 2, epochs: 50, batchSize: 1000, verbose: .silent)
    #expect(abs(try line.w.value.readScalars()[0] - 3) < 0.01)
    #expect(abs(try line.b.value.readScalars()[0] - 2) < 0.01)
    #expect(model.variables.count == 2)
    #expect(try model.parameterCount() == 2)
  }

  @Test func layersHaveKerasNamesAndAreFoundByThem() throws {
    let model = Model {
      Conv2D(filters: 4, kernelSize: 3, activation: relu)
      MaxPool2D(poolSize: (2, 2), strides: (2, 2))
      BatchNorm()
      Flatten()
      Dense(units: 8, activation: relu)
      Dense(units: 2)
    }
    #expect(model.layerNames == ["conv2d", "max_pool2d", "batch_norm", "flatten", "dense", "dense_1"])
    try model.build(inputShape: [1, 8, 8, 1])
    #expect(model.layer("dense", as: Dense<Float>.self)?.weight.shape == [36, 8])
    #expect(model.layer("dense", as: Conv2D<Float>.self) == nil)
    #expect(model.network.parameters.map(\.path).prefix(2) == ["layers.conv2d.filter", "layers.conv2d.bias"])
    #expect(try model.parameterCount() == 40 + 8 + 36 * 8 + 8 + 18)
    #expect(model(Tensor<Float>(zeros: [3, 8, 8, 1])).shape == [3, 2])
  }

  @Test func layersMayBeChosenByConditionsAndLoops() throws {
    func model(isDeep: Bool) -> Model {
      Model {
        if isDeep { for _ in 0..<3 { Dense(units: 4, activation: relu) } }
        if isDeep { Dropout(probability: 0.5) } else { Flatten() }
        LSTMTail(units: 2)
      }
    }
    #expect(model(isDeep: true).layerNames == ["dense", "dense_1", "dense_2", "dropout", "lstm_tail"])
    #expect(model(isDeep: false).layerNames == ["flatten", "lstm_tail"])
    #expect(model(isDeep: true)(Tensor<Float>(zeros: [5, 3])).shape == [5, 2])
  }

  private struct LSTMTail: Layer {
    var dense: Dense<Float>
    init(units: Int) { dense = Dense(units: units) }
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { dense(x) }
  }

  @Test func whateverUsesAModelThatIsNotReadySaysWhatIsMissing() throws {
    let model = Model { Dense(units: 2) }
    func text(_ body: () throws -> some Any) -> String {
      do { return "no error: \(try body())" } catch { return "\(error)" }
    }
    let x = Tensor<Float>(zeros: [4, 3])
    #expect(
      text { try model.fit(x, x) }
        == "Apus: the model does not know how it is to be trained\n  hint  call model.compile(optimizer:loss:) first")
    #expect(text { try model.parameterCount() }.contains("2 parameters") == false)
    #expect(text { try model.parameterCount() }.contains("a parameter of Network has no shape yet"))
    #expect(text { try model.parameterCount() }.contains("found layers.dense.weight"))
    #expect(text { try model.saveWeights("nowhere") }.contains("build(inputShape:)"))
    #expect(text { try model.summaryLines() }.contains("build(inputShape:)"))
    #expect(text { try Model().predict(x) } == "Apus: the model has no layers")
    #expect(text { try model.build(inputShape: []) }.contains("Dense(units: 2) does not know the size of its input yet"))
    model.compile(optimizer: "sdg", loss: "mse", metrics: ["acuracy"])
    #expect(text { try model.fit(x, x) }.contains("there is no metric of the name \"acuracy\"\n  known acc, accuracy,"))
    model.compile(optimizer: "sdg", loss: "mse")
    #expect(text { try model.fit(x, x) }.contains("there is no optimizer of the name \"sdg\""))
    model.compile(optimizer: "sgd", loss: "msee")
    #expect(text { try model.fit(x, x) }.contains("there is no loss of the name \"msee\""))
  }
}
