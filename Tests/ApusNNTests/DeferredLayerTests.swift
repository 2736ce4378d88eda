import ApusNN
import Testing

/// Layers that are made without the size of their input.
@Suite struct DeferredLayerTests {
  private typealias Network = any Layer<Tensor<Float>, Tensor<Float>>

  /// Paths, shapes and bits of all tensors.
  private func contents(_ layer: some Module) throws -> [String: [Float]] {
    var found: [(String, Tensor<Float>)] = []
    layer.visit { path, parameter in found.append(("\(path.name) \(parameter.shape)", Tensor(parameter.node))) }
    return try Dictionary(uniqueKeysWithValues: found.map { ($0, try $1.readScalars()) })
  }

  @Test(arguments: rows) func theFirstInputMakesTheParametersThatItsSizeWouldHave(_ row: Row) throws {
    let x = Tensor<Float>(randomNormal: row.input, seed: 1)
    // Each layer with the draw after it: a parameter that is made later must not shift what is drawn meanwhile.
    let (deferred, next) = withRandomSeed(5) { (row.deferred(), Tensor<Float>(randomUniform: [3])) }
    let (sized, nextOfSized) = withRandomSeed(5) { (row.sized(), Tensor<Float>(randomUniform: [3])) }
    #expect(deferred.unresolvedParameters != nil)
    let output = try deferred(x).readScalars()
    #expect(try output == sized(x).readScalars())
    #expect(output.contains { $0 != 0 } || row.name == "Dense, zeros")
    #expect(try contents(deferred) == contents(sized))
    #expect(try next.readScalars() == nextOfSized.readScalars())
    #expect(deferred.unresolvedParameters == nil)
    #expect(deferred.parameterCount == sized.parameterCount)
  }

  @Test(arguments: rows) func buildingIsAsGoodAsCalling(_ row: Row) throws {
    let (called, built) = (withRandomSeed(5) { row.deferred() }, withRandomSeed(5) { row.deferred() })
    _ = called(Tensor(zeros: row.input))
    try built.build(inputShape: row.input)
    #expect(try contents(called) == contents(built))
  }

  @Test(arguments: rows) func beforeTheFirstInputEveryUseSaysWhatToDo(_ row: Row) throws {
    func check<L: Layer>(_ layer: L) throws where L.Input == Tensor<Float>, L.Output == Tensor<Float> {
      let (value, _) = valueWithGradient(at: layer) { $0(Tensor(zeros: row.input)).sum() }
      let text = try #require(value.diagnosis?.description)
      #expect(text.contains("does not know the size of its input yet"))
      #expect(text.contains("call the model once, or build(inputShape:)"))
      var (trained, optimizer) = (layer, SGD(for: layer))
      try layer.build(inputShape: row.input)
      optimizer.update(&trained, along: gradient(at: layer) { $0(Tensor(zeros: row.input)).sum() })
      let refusal = try #require(trained(Tensor(zeros: row.input)).diagnosis)
      #expect(refusal.description.contains("no shape yet"), "\(refusal)")
    }
    try check(row.deferred())
  }

  @Test func theFirstCallIsThatOfAllCopies() throws {
    let layer = Dense(units: 2)
    let (copy, array) = (layer, [layer, layer])
    _ = layer(Tensor(zeros: [1, 3]))
    #expect(copy.weight.shape == [3, 2])
    #expect(try array[1].weight.readScalars() == layer.weight.readScalars())
    #expect(layer(Tensor(zeros: [1, 4])).diagnosis?.description.contains("do not fit") == true)
  }

  @Test func aFrozenLayerHasTheSameWeightsAndStaysFrozen() throws {
    var frozen = Dense(units: 2)
    let layer = frozen
    frozen.freeze()
    _ = layer(Tensor(ones: [1, 3]))
    #expect(frozen.unresolvedParameters != nil)
    #expect(try frozen(Tensor(ones: [1, 3])).readScalars() == layer(Tensor(ones: [1, 3])).readScalars())
    #expect(frozen.parameterCount == 0)
    #expect(frozen.frozenParameterCount == 8)
    frozen.unfreeze()
    #expect(frozen.parameterCount == 8)
  }

  @Test func manyThreadsMeetOneFirstValue() async throws {
    nonisolated(unsafe) let layer = withRandomSeed(3) { Dense(units: 64) }
    let x = Tensor<Float>(randomNormal: [2, 32], seed: 2)
    let outputs = try await withThrowingTaskGroup(of: [Float].self) { group in
      for _ in 0..<16 { group.addTask { try layer(x).readScalars() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(outputs).count == 1)
    #expect(try outputs.first == layer(x).readScalars())
  }

  @Test func theFirstCallMayBeInsideAGradientOrACompiledFunction() throws {
    let (plain, differentiated, traced) = (
      withRandomSeed(4) { Dense(units: 2) }, withRandomSeed(4) { Dense(units: 2) }, withRandomSeed(4) { Dense(units: 2) }
    )
    let x = Tensor<Float>(randomNormal: [2, 3], seed: 1)
    let expected = try plain(x).readScalars()
    let (value, slope) = valueWithGradient(at: x) { differentiated($0).sum() }
    #expect(try slope.readScalars() == gradient(at: x) { plain($0).sum() }.readScalars())
    #expect(try value.readScalars()[0] == plain(x).sum().readScalars()[0])
    let function = compiled { (x: Tensor<Float>) in traced(x) }
    #expect(try function(x).readScalars() == expected)
    #expect(try differentiated.weight.readScalars() == traced.weight.readScalars())
  }

  @Test func anInputThatIsAMistakeResolvesNothing() {
    let layer = Dense(units: 2)
    let mistake = Tensor<Float>(zeros: [2]) + Tensor<Float>(zeros: [3])
    #expect(layer(mistake).diagnosis?.description.contains("do not fit") == true)
    #expect(layer(Tensor(1)).diagnosis != nil)
    #expect(layer.unresolvedParameters != nil)
    #expect(throws: Diagnosis.self) { try layer.build(inputShape: []) }
    #expect(layer(Tensor(zeros: [1, 3])).shape == [1, 2])
  }
}
