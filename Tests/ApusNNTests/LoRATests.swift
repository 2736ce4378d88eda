import ApusNN
import Testing

@Suite struct LoRATests {
  struct Network: Layer {
    var first = Dense(inputSize: 4, outputSize: 3, activation: tanh)
    var second = Dense(inputSize: 3, outputSize: 2)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { second(first(x)) }
  }

  private let x = Tensor<Float>(shape: [2, 4], scalars: [1, -1, 0.5, 2, 0, 1, -2, 0.25])

  @Test func atFirstNothingChanges() throws {
    let network = Network()
    let adapted = try LoRA(network, rank: 2)
    #expect(try adapted(x).readScalars() == network(x).readScalars())
    #expect(
      adapted.parameters.map { "\($0.path) \($0.shape)" } == [
        "adapters.first.weight.down [4, 2]", "adapters.first.weight.up [2, 3]", "adapters.second.weight.down [3, 2]",
        "adapters.second.weight.up [2, 2]",
      ])
  }

  @Test func onlyTheAdaptersAreTrained() throws {
    let network = Network()
    var adapted = try LoRA(network, rank: 1, scale: 2) { $0.hasPrefix("first") }
    var optimizer = Adam(for: adapted, learningRate: 0.05)
    func loss(_ model: LoRA<Network, Float>) -> Tensor<Float> {
      meanSquaredError(predicted: model(x), expected: Tensor([[1, 0], [0, 1]]))
    }
    let before = loss(adapted).scalarized()
    for _ in 0..<20 { optimizer.update(&adapted, along: gradient(at: adapted) { loss($0) }) }
    #expect(loss(adapted).scalarized() < before)
    #expect(try adapted.base.first.weight.readScalars() == network.first.weight.readScalars())
    #expect(try adapted.merged.first.weight.readScalars() != network.first.weight.readScalars())
    #expect(try adapted.merged.second.weight.readScalars() == network.second.weight.readScalars())
    #expect(try adapted.merged(x).readScalars() == adapted(x).readScalars())
  }

  @Test func aChoiceOfNothingIsRefused() {
    #expect(throws: Mistake.self) { try LoRA(Network(), rank: 2) { $0 == "third.weight" } }
    #expect(throws: Mistake.self) { try LoRA(Network(), rank: 0) }
  }
}
