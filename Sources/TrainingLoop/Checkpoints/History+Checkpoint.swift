import Checkpoints

/// The history in a checkpoint: a row of numbers for each column group, exact to the bit.
extension History {
  private static let prefix = "run/history/"

  func add(to checkpoint: inout Checkpoint) throws {
    try checkpoint.add(steps.flatMap { [Int64($0.epoch), Int64($0.batch), Int64($0.index)] }, as: Self.prefix + "steps/places")
    try checkpoint.add(
      steps.flatMap { [$0.loss, $0.learningRate] + $0.statistics.values.map(\.value) }, as: Self.prefix + "steps/numbers")
    try checkpoint.add(
      epochs.flatMap { [Int64($0.index), Int64($0.batchCount), $0.validation == nil ? 0 : 1] }, as: Self.prefix + "epochs/places")
    try checkpoint.add(
      epochs.flatMap { epoch in
        let training = epoch.training.values.map(\.value)
        return [epoch.learningRate] + training + (epoch.validation?.values.map(\.value) ?? training.map { _ in .nan })
      }, as: Self.prefix + "epochs/numbers")
    try checkpoint.add(epochs.flatMap { [$0.seconds, $0.samplesPerSecond] }, as: Self.prefix + "epochs/times")
  }

  /// - Parameter names: of loss and metrics.
  init(_ saved: SavedCheckpoint, names: [String]) throws {
    self.init()
    func rows<Scalar: TensorScalar>(_ name: String, of width: Int, count: Int, _: Scalar.Type) throws -> [[Scalar]] {
      guard let rows = try saved.numbers(Self.prefix + name, of: Scalar.self).rows(of: width, count: count) else {
        throw saved.malformed(Self.prefix + name)
      }
      return rows.map(Array.init)
    }
    func count(_ name: String) throws -> Int { try saved.numbers(Self.prefix + name, of: Int64.self).count / 3 }
    func statistics(_ values: ArraySlice<Float>) -> TrainingStatistics { TrainingStatistics(names: names, values: Array(values)) }
    let (stepCount, epochCount) = (try count("steps/places"), try count("epochs/places"))
    steps = zip(
      try rows("steps/places", of: 3, count: stepCount, Int64.self),
      try rows("steps/numbers", of: 2 + names.count, count: stepCount, Float.self)
    ).map { place, numbers in
      Step(
        epoch: Int(place[0]), batch: Int(place[1]), index: Int(place[2]), loss: numbers[0], learningRate: numbers[1],
        statistics: statistics(numbers[2...]))
    }
    let places = try rows("epochs/places", of: 3, count: epochCount, Int64.self)
    let numbers = try rows("epochs/numbers", of: 1 + 2 * names.count, count: epochCount, Float.self)
    let times = try rows("epochs/times", of: 2, count: epochCount, Double.self)
    epochs = places.indices.map { index in
      let (place, values) = (places[index], numbers[index])
      return Epoch(
        index: Int(place[0]), batchCount: Int(place[1]), learningRate: values[0], training: statistics(values[1...names.count]),
        validation: place[2] == 0 ? nil : statistics(values[(names.count + 1)...]), seconds: times[index][0],
        samplesPerSecond: times[index][1])
    }
  }
}
