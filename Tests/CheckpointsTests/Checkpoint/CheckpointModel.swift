import Apus

/// A model with everything that a checkpoint holds: an array of layers, a constant, a variable.
struct CheckpointModel: Layer {
  var blocks: [Dense<Float>]
  let scale = Tensor<Float>(2)
  let calls = Variable<Int32>(0)

  init(seed: UInt64, outputSize: Int = 2) {
    blocks = withRandomSeed(seed) { [Dense(inputSize: 3, outputSize: 4), Dense(inputSize: 4, outputSize: outputSize)] }
  }

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { blocks[1](tanh(blocks[0](input))) * scale }

  func weights() throws -> [[Float]] { try blocks.flatMap { [try $0.weight.readScalars(), try $0.bias?.readScalars() ?? []] } }
}

/// A model and an optimizer after three steps.
func trained(seed: UInt64) -> (CheckpointModel, Adam<CheckpointModel>) {
  var model = CheckpointModel(seed: seed)
  var optimizer = Adam(for: model, learningRate: 0.1)
  for _ in 0..<3 { step(&model, &optimizer) }
  return (model, optimizer)
}

func step(_ model: inout CheckpointModel, _ optimizer: inout Adam<CheckpointModel>) {
  let input = Tensor<Float>([[1, 2, 3], [-1, 0.5, 2]])
  let (_, gradient) = valueWithGradient(at: model) { model in model(input).squared().sum() }
  optimizer.update(&model, along: gradient)
}
