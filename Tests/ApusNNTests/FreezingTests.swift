import ApusNN
import Testing

/// Parts of models that are left out of training.
@Suite struct FreezingTests {
  private struct Network: Module {
    var layers = [
      Dense(inputSize: 3, outputSize: 4, activation: tanh, weightInitializer: glorotUniform(seed: 1)),
      Dense(inputSize: 4, outputSize: 4, activation: tanh, weightInitializer: glorotUniform(seed: 2)),
    ]
    var head = Dense(inputSize: 4, outputSize: 1, weightInitializer: glorotUniform(seed: 3))
    var scale: Variable<Float>? = Variable([1.5])
    let classes = Tensor<Int32>([1, 2])

    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
      head(layers.reduce(x) { $1($0) }) * (scale?.value ?? Tensor(1))
    }
    func read() throws -> [String: [Float]] {
      let tensors = [("first", layers[0].weight), ("second", layers[1].weight), ("head", head.weight)]
      return try Dictionary(uniqueKeysWithValues: tensors.map { ($0.0, try $0.1.readScalars()) })
        .merging(["scale": try scale?.value.readScalars() ?? []]) { $1 }
    }
  }

  private let x = Tensor<Float>(randomNormal: [5, 3], seed: 4)

  private func loss(_ model: Network, _ x: Tensor<Float>) -> Tensor<Float> { model(x).squared().mean() }

  /// What changes in a step.
  private func changes(_ model: Network) throws -> Set<String> {
    var moved = model
    let before = try model.read()
    var optimizer = Adam(for: model)
    optimizer.update(&moved, along: gradient(at: model) { loss($0, x) })
    let after = try moved.read()
    return Set(before.keys.filter { before[$0] != after[$0] })
  }

  @Test func aPatternFreezesWhatItNames() throws {
    var model = Network()
    #expect(model.parameterCount == 16 + 20 + 5)
    model.freeze("layers[*]")
    #expect(model.parameters.map(\.path) == ["head.weight", "head.bias"])
    #expect(model.parameterCount == 5)
    #expect(model.frozenParameterCount == 36)
    #expect(try changes(model) == ["head", "scale"])
    model.unfreeze("layers[0]")
    #expect(model.parameterCount == 16 + 5)
    #expect(try changes(model) == ["first", "head", "scale"])
    model.unfreeze()
    #expect(model.frozenParameterCount == 0)
    #expect(try changes(model) == ["first", "second", "head", "scale"])
  }

  @Test func aKeyPathFreezesThePropertyAndItsParts() throws {
    var model = Network()
    model.freeze(\.layers[1])
    model.freeze(\.head.bias)
    #expect(model.parameters.map(\.path) == ["layers[0].weight", "layers[0].bias", "head.weight"])
    model.unfreeze(\.layers)
    #expect(model.parameters.count == 5)
  }

  @Test func variablesAreFrozenForAllCopies() throws {
    var model = Network()
    let copy = model
    model.freeze(\.scale)
    #expect(model.trainableVariables.isEmpty)
    #expect(copy.trainableVariables.isEmpty)
    #expect(model.frozenParameterCount == 1)
    #expect(try changes(model) == ["first", "second", "head"])
    model.unfreeze()
    #expect(copy.trainableVariables.map(\.path) == ["scale"])
  }

  @Test func aCopyIsFrozenByItself() {
    let model = Network()
    var copy = model
    copy.freeze(!"head")
    #expect(copy.parameterCount == 5)
    #expect(model.parameterCount == 41)
    model.scale?.value = Tensor([1.5])
    copy.unfreeze()
  }

  @Test func valuesThatAreLoadedStayFrozen() {
    var model = Network()
    model.freeze(\.head)
    model.visitParameters { _, parameter in parameter.node = parameter.node + parameter.node.like(1) }
    #expect(model.frozenParameterCount == 5)
    model.head.bias = Tensor([0])
    #expect(model.frozenParameterCount == 4, "what is assigned is trained")
  }

  @Test func theGradientOfWhatIsFrozenIsZero() throws {
    var model = Network()
    model.freeze(\.head)
    let slopes = gradient(at: model) { loss($0, x) }
    #expect(try slopes.head.weight.readScalars() == [0, 0, 0, 0])
    #expect(slopes.parameters.map(\.path) == ["layers[0].weight", "layers[0].bias", "layers[1].weight", "layers[1].bias"])
    #expect(try slopes.layers[0].weight.readScalars().contains { $0 != 0 })
  }

  @Test func aCompiledStepIsTracedAnewForWhatIsFrozen() throws {
    let step = compiled { (model: inout Network, optimizer: inout SGD<Network>, x: Tensor<Float>) in
      optimizer.update(&model, along: gradient(at: model) { loss($0, x) })
    }
    var model = Network(), optimizer = SGD(for: model, learningRate: 0.1)
    step(&model, &optimizer, x)
    var before = try model.read()
    step(&model, &optimizer, x)
    #expect(try model.read()["first"] != before["first"])
    #expect(step.report.traceCount == 1)
    model.freeze(\.layers)
    optimizer = SGD(for: model, learningRate: 0.1)
    before = try model.read()
    for _ in 0..<2 { step(&model, &optimizer, x) }
    #expect(step.report.traceCount == 2)
    #expect(try model.read()["first"] == before["first"])
    #expect(try model.read()["head"] != before["head"])
    #expect(model.frozenParameterCount == 36)
  }

  @Test func anOptimizerFromBeforeIsAMistake() throws {
    var model = Network()
    var optimizer = Adam(for: model)
    model.freeze(\.head)
    optimizer.update(&model, along: gradient(at: model) { loss($0, x) })
    #expect("\(try #require(model.layers[0].weight.diagnosis))".contains("another number of parameters"))
  }
}
