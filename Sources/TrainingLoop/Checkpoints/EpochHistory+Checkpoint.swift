import Checkpoints

/// The epochs of a history in a checkpoint: a row of places, one of numbers and one of times for each, exact to the bit.
extension [History.Epoch] {
  func add(to checkpoint: inout Checkpoint, as name: String) throws {
    try checkpoint.add(
      flatMap { [Int64($0.index), Int64($0.batchCount), $0.validation == nil ? 0 : 1] }, as: name + "/places")
    try checkpoint.add(
      flatMap { epoch in
        let training = epoch.training.values.map(\.value)
        return [epoch.learningRate] + training + (epoch.validation?.values.map(\.value) ?? training.map { _ in .nan })
      }, as: name + "/numbers")
    try checkpoint.add(flatMap { [$0.seconds, $0.samplesPerSecond] }, as: name + "/times")
  }

  /// - Parameter names: of loss and metrics.
  init(_ saved: SavedCheckpoint, from name: String, names: [String]) throws {
    func statistics(_ values: ArraySlice<Float>) -> TrainingStatistics { TrainingStatistics(names: names, values: Array<Float>(values)) }
    let places = try saved.rows(name + "/places", of: 3, Int64.self).map(Array<Int64>.init)
    let numbers = try saved.rows(name + "/numbers", of: 1 + 2 * names.count, count: places.count, Float.self).map(Array<Float>.init)
    let times = try saved.rows(name + "/times", of: 2, count: places.count, Double.self).map(Array<Double>.init)
    self = places.indices.map { index in
      let (place, values) = (places[index], numbers[index])
      return History.Epoch(
        index: Int(place[0]), batchCount: Int(place[1]), learningRate: values[0], training: statistics(values[1...names.count]),
        validation: place[2] == 0 ? nil : statistics(values[(names.count + 1)...]), seconds: times[index][0],
        samplesPerSecond: times[index][1])
    }
  }
}
