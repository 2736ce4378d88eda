import Apus
import Keras

extension Workload {
  /// The guides' quadratic model, trained on for 100 epochs of 7 batches at every step: by a loop of one's own.
  static var quadraticLoop: Workload {
    Workload("quadratic-loop") {
      let data = NoisyPoints { $0 * $0 + 2 * $0 - 5 }
      var model = Parabola()
      var optimizer = SGD(for: model, learningRate: 0.01)
      let epochs = Epochs(inputs: data.x, targets: data.y, batchSize: 32, seed: 1)
      return Step(
        launch: {
          for batches in epochs.prefix(100) {
            for batch in batches {
              let slope = gradient(at: model) { meanSquaredError(predicted: $0(batch.data), expected: batch.label) }
              optimizer.update(&model, along: slope)
            }
          }
          return meanSquaredError(predicted: model(data.x), expected: data.y)
        }, read: { Double(try $0.readScalars()[0]) })
    }
  }

  /// The same by Keras's `fit`.
  static var quadraticFit: Workload {
    Workload("quadratic-fit") {
      let data = NoisyPoints { $0 * $0 + 2 * $0 - 5 }
      let model = Model(Parabola())
      model.compile(optimizer: .sgd(learningRate: 0.01), loss: .meanSquaredError)
      return Step(
        launch: {
          try model.fit(data.x, data.y, epochs: 100, batchSize: 32, verbose: .silent)
          return try model.evaluate(data.x, data.y).loss
        }, read: { Double($0) })
    }
  }
}

/// With the random weights of the guide.
private struct Parabola: Module {
  var squared = Tensor<Float>(1.4291573)
  var linear = Tensor<Float>(4.3870163)
  var offset = Tensor<Float>(4.6892653)
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { squared * x * x + linear * x + offset }
}
