import Apus

/// 784→512→256→10 with ReLU between.
struct MLP: Layer {
  var dense1, dense2, dense3: Dense<Float>

  init() {
    var weights = Weights()
    dense1 = weights.dense(784, 512, activation: relu)
    dense2 = weights.dense(512, 256, activation: relu)
    dense3 = weights.dense(256, 10)
  }

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { dense3(dense2(dense1(input))) }
}
