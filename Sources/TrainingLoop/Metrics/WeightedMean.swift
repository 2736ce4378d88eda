/// A sum on the device and the number of what was added, from which a mean follows.
struct WeightedMean {
  private var sum = Tensor<Float>(shape: [], scalars: [0])
  private var weight = 0

  mutating func reset() { self = WeightedMean() }

  mutating func add(_ sum: Tensor<Float>, weight: Int) {
    self.sum += sum
    self.weight += weight
  }

  var mean: Tensor<Float> { sum / Float(weight) }
}
