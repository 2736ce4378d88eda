import Apus

/// A small network with everything that image classifiers are made of.
struct SmallClassifier: Layer {
  var convolution = Conv2D<Float>(filterShape: (3, 3, 1, 4), padding: .same, activation: relu)
  var norm = BatchNorm<Float>(featureCount: 4)
  var averagePool = AvgPool2D<Float>(poolSize: (2, 2), strides: (2, 2))
  var second = Conv2D<Float>(filterShape: (3, 3, 4, 8), strides: (2, 2), activation: relu)
  var maximumPool = MaxPool2D<Float>(poolSize: (2, 2), strides: (1, 1))
  var flatten = Flatten<Float>()
  var hidden = Dense<Float>(inputSize: 8, outputSize: 16, activation: gelu)
  var output = Dense<Float>(inputSize: 16, outputSize: 3)

  static func seeded() -> SmallClassifier { withRandomSeed(7) { SmallClassifier() } }

  func callAsFunction(_ images: Tensor<Float>) -> Tensor<Float> {
    let features = averagePool(norm(convolution(images)))
    return output(hidden(flatten(maximumPool(second(features)))))
  }

  static let imageShape: [Int?] = [nil, 12, 12, 1]

  static func images(_ count: Int) -> Tensor<Float> { withRandomSeed(11) { Tensor(randomNormal: [count, 12, 12, 1]) } }
}

/// A layer whose two inputs and two outputs have names that do not stand in the order of the alphabet.
struct Subtraction: Module {
  let scale = Variable<Float>([2, 3])
  var offset = Tensor<Float>([0.5, -0.5])

  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x * scale + offset }

  struct Parts {
    var total: Tensor<Float>
    var first: Tensor<Int32>
  }

  func parts(_ z: Tensor<Float>, _ a: Tensor<Float>) -> Parts {
    Parts(total: (z - a) * scale.value, first: Tensor<Int32>(z - a))
  }
}

/// The module of the guide "TensorFlow basics", whose method is called by name.
final class MyModule: Module {
  let weight: Variable<Int32>
  let multiply: Compiled<Tensor<Int32>, Tensor<Int32>>

  init(_ value: Int32) {
    let weight = Variable(value)
    (self.weight, multiply) = (weight, compiled { x in x * weight })
  }

  func callAsFunction(_ x: Tensor<Int32>) -> Tensor<Int32> { multiply(x) }
}
