import ApusNN
import Testing

/// Parameters of every floating-point type are trained in their type, on the way that `Float` takes.
@Suite struct OptimizerTypeTests {
  private func optimizers<Scalar>(_ model: Dense<Scalar>) -> [(name: String, optimizer: any SlotOptimizer<Dense<Scalar>>)] {
    let momentum = SGD(for: model, learningRate: 0.05, momentum: 0.5)
    return [
      ("SGD", momentum), ("Adam", Adam(for: model, learningRate: 0.05, epsilon: 1e-4)), ("Muon", Muon(for: model, learningRate: 0.1)),
      ("Adafactor", Adafactor(for: model, learningRate: 0.1)), ("LAMB", LAMB(for: model, learningRate: 0.05, epsilon: 1e-4)),
      ("clipping", momentum.clipping(byGlobalNorm: 1).clipping(byNorm: 0.8).clipping(byValue: 0.5)),
      ("decay", momentum.decayingWeights(by: 0.1)), ("accumulating", momentum.accumulating(batchCount: 2)),
      ("averaging", momentum.averagingWeights(decay: 0.5)), ("lookahead", momentum.lookingAhead(every: 2)),
      ("schedule", momentum.following(.cosine(over: 4))), ("groups", momentum.grouping("bias") { $0.learningRate *= 2 }),
    ]
  }

  /// The parameters after four steps of each optimizer.
  private func results<Scalar: TensorFloatingPoint>(_: Scalar.Type) throws -> [String: [Double]] {
    let start = Dense(
      weight: Tensor<Scalar>(Tensor<Float>([[0.5, -1, 0.25], [1, 0.75, -0.5]])), bias: Tensor<Scalar>(Tensor<Float>([0.5, 0.25, -1])),
      activation: tanh)
    let x = Tensor<Scalar>(Tensor<Float>([[1, 0.5], [-0.5, 2], [0.25, 0.75]]))
    func run<O: SlotOptimizer<Dense<Scalar>>>(_ optimizer: O) throws -> [Double] {
      var (optimizer, model) = (optimizer, start)
      for _ in 0..<4 { optimizer.update(&model, along: gradient(at: model) { $0(x).squared().sum() }) }
      for slot in optimizer.namedState.dropFirst() { #expect(slot.tensor.dtype == Scalar.dtype, "\(slot.name)") }
      let bias = try #require(model.bias)
      return try Tensor<Double>(model.weight).readScalars() + Tensor<Double>(bias).readScalars()
    }
    var found: [String: [Double]] = [:]
    for (name, optimizer) in optimizers(start) { found[name] = try run(optimizer) }
    return found
  }

  @Test func everyTypeGoesTheSameWay() throws {
    let exact = try results(Double.self)
    #expect(exact.count == 12)
    let others: [(results: [String: [Double]], tolerance: Double)] = [
      (try results(Float.self), 1e-5), (try results(Float16.self), 0.02), (try results(BFloat16.self), 0.1),
    ]
    for (found, tolerance) in others {
      for (name, expected) in exact {
        let distances = zip(found[name] ?? [], expected).map { abs($0 - $1) }
        #expect(distances.count == 9 && distances.allSatisfy { $0 <= tolerance }, "\(name): \(found[name] ?? []) instead of \(expected)")
      }
    }
  }
}
