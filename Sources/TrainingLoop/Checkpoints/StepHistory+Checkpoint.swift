import Checkpoints

/// The steps of a history in a checkpoint: a row of places and one of numbers for each, exact to the bit.
extension [History.Step] {
  func add(to checkpoint: inout Checkpoint, as name: String) throws {
    try checkpoint.add(flatMap { [Int64($0.epoch), Int64($0.batch), Int64($0.index)] }, as: name + "/places")
    try checkpoint.add(flatMap { [$0.loss, $0.learningRate] + $0.statistics.values.map(\.value) }, as: name + "/numbers")
  }

  /// - Parameter names: of loss and metrics.
  init(_ saved: SavedCheckpoint, from name: String, names: [String]) throws {
    let places = try saved.rows(name + "/places", of: 3, Int64.self).map(Array<Int64>.init)
    let numbers = try saved.rows(name + "/numbers", of: 2 + names.count, count: places.count, Float.self).map(Array<Float>.init)
    self = zip(places, numbers).map { place, numbers in
      History.Step(
        epoch: Int(place[0]), batch: Int(place[1]), index: Int(place[2]), loss: numbers[0], learningRate: numbers[1],
        statistics: TrainingStatistics(names: names, values: Array<Float>(numbers[2...])))
    }
  }
}
