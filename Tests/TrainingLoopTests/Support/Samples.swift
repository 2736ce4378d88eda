import Apus
import TrainingLoop

/// Two dense layers with a name each.
struct Network: Layer {
  var hidden: Dense<Float>
  var output: Dense<Float>

  init(inputs: Int = 4, hidden: Int = 8, classes: Int = 3, seed: UInt64 = 0) {
    (self.hidden, output) = withRandomSeed(seed) {
      (Dense(inputSize: inputs, outputSize: hidden, activation: tanh), Dense(inputSize: hidden, outputSize: classes))
    }
  }

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { output(hidden(input)) }

  var scalars: [Float] {
    get throws { try [hidden.weight, hidden.bias, output.weight, output.bias].compactMap(\.self).flatMap { try $0.readScalars() } }
  }
}

typealias NetworkLoop = TrainingLoop<SGD<Network>, Tensor<Int32>>

/// Random points whose class depends on them.
struct Samples {
  let inputs: Tensor<Float>
  let labels: Tensor<Int32>

  init(count: Int, inputs width: Int = 4, classes: Int = 3) {
    inputs = Tensor(randomNormal: [count, width], seed: 5)
    labels = inputs.sliced(columns: classes).argmax(squeezingAxis: -1)
  }

  /// The same but for one number of one sample.
  func changing(sample: Int) -> Samples {
    let change = Tensor<Float>(oneHotAtIndices: Tensor<Int32>([Int32(sample)]), depth: inputs.shape[0]).transposed()
    return Samples(inputs: inputs + change * 1e-3, labels: labels)
  }

  private init(inputs: Tensor<Float>, labels: Tensor<Int32>) { (self.inputs, self.labels) = (inputs, labels) }

  func epochs(batchSize: Int, seed: UInt64? = 1) -> Epochs<Tensor<Float>, Tensor<Int32>> {
    Epochs(inputs: inputs, targets: labels, batchSize: batchSize, seed: seed)
  }
}

extension Tensor<Float> {
  fileprivate func sliced(columns: Int) -> Tensor { slice(lowerBounds: [0, 0], upperBounds: [shape[0], columns]) }
}

/// Whether programs can be compiled here.
let isPluginInstalled = (try? DeviceRuntime.shared.client()) != nil
