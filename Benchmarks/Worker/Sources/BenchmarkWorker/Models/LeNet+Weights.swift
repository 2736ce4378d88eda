import Apus
import ImageClassificationModels

extension LeNet {
  /// With the weights that all competitors start from; the biases are zeros already.
  init(_ weights: Weights) {
    var weights = weights
    self.init()
    conv1.filter = weights.next(5, 5, 1, 6)
    conv2.filter = weights.next(5, 5, 6, 16)
    fc1.weight = weights.next(400, 120)
    fc2.weight = weights.next(120, 84)
    fc3.weight = weights.next(84, 10)
  }
}
