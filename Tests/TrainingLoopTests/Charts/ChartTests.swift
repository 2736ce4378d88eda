import Testing

@testable import Charts
@testable import TrainingLoop

/// What charts of a run draw: the data and the curves in gnuplot's script.
struct ChartTests {
  /// Losses that fall by 1 from batch to batch.
  private static func history(epochs: Int, batches: Int, measured: Int, isValidated: Bool = true) -> History {
    var history = History()
    func statistics(_ loss: Float) -> TrainingStatistics { TrainingStatistics(values: [("loss", loss)]) }
    history.steps = (0..<measured).map { index in
      let loss = Float(measured - index)
      return .init(
        epoch: index / batches, batch: index % batches, index: index, loss: loss, learningRate: 0.1, statistics: statistics(loss))
    }
    history.epochs = (0..<epochs).map { index in
      .init(
        index: index, batchCount: batches, learningRate: 0.1, training: statistics(10 - Float(index)),
        validation: isValidated ? statistics(20 - Float(index)) : nil, seconds: 1, samplesPerSecond: 1)
    }
    return history
  }

  /// The numbers of each mark, and its title.
  private func drawn(_ chart: Chart) throws -> (blocks: [[String]], titles: [String]) {
    let lines = try chart.script().flatMap { $0.split(separator: "\n").map(String.init) }
    let starts = lines.indices.filter { lines[$0].hasPrefix("$data") && lines[$0].contains("<<") }
    let blocks = starts.map { start in lines[(start + 1)...].prefix { $0 != "end_of_data" } }
    let titles = lines.flatMap { $0.matches(of: #/ title "([^"]*)"/#).map { String($0.1) } }
    return (blocks.map(Array.init), titles)
  }

  @Test func lossesStandWhereTheirEpochsAre() throws {
    let (blocks, titles) = try drawn(.losses(Self.history(epochs: 2, batches: 2, measured: 4)))
    #expect(titles == ["batches", "training", "validation"])
    #expect(
      blocks == [["0.25 4.0", "0.75 3.0", "1.25 2.0", "1.75 1.0"], ["0.5 10.0", "1.5 9.0"], ["1.0 20.0", "2.0 19.0"]])
    let script = try Chart.losses(Self.history(epochs: 2, batches: 2, measured: 4)).script()
    #expect(script.contains { $0.hasPrefix(#"set xlabel "Epoch""#) } && script.contains { $0.hasPrefix(#"set ylabel "Loss""#) })
  }

  @Test func manyBatchesAreDrawnAsMeans() throws {
    let (blocks, _) = try drawn(.losses(Self.history(epochs: 1, batches: 5, measured: 5), pointCount: 2))
    #expect(blocks[0].map { $0.split(separator: " ").last } == ["4.0", "1.5"])
    let long = Self.history(epochs: 1, batches: 100_003, measured: 100_003)
    #expect(try drawn(.losses(long)).blocks[0].count <= 400)
    for count in [0, -1, 1] { #expect(try drawn(.losses(long, pointCount: count)).blocks[0].count == 1) }
  }

  @Test func whatARunDoesNotHaveIsNotDrawn() throws {
    #expect(try drawn(.losses(Self.history(epochs: 1, batches: 4, measured: 4, isValidated: false))).titles == ["batches", "training"])
    let stopped = try drawn(.losses(Self.history(epochs: 0, batches: 2, measured: 2)))
    #expect(stopped.titles == ["batches"] && stopped.blocks == [["0.25 2.0", "0.75 1.0"]])
    #expect(try drawn(.losses(History())).blocks.isEmpty)
  }

  @Test func theCurveOfTheLearningRateShowsWhereTheLossFallsFastest() throws {
    let points: [(Float, Float)] = [(0.001, 2), (0.01, 1.5), (0.1, 0.5), (1, 0.25), (10, 4)]
    let curve = LearningRateCurve(points: points.map { (learningRate: $0.0, loss: $0.1) })
    let (blocks, titles) = try drawn(.learningRate(curve))
    #expect(curve.suggestion == 0.01)
    #expect(titles == ["falls fastest at 0.0100"])
    #expect(blocks.map(\.count) == [5, 1] && blocks[0][4] == "10.0 4.0" && blocks[1][0].hasSuffix(" 1.5"))
    #expect(try Chart.learningRate(curve).script().contains { $0.hasPrefix("set logscale x 10") })
  }

  @Test func aCurveThatNeverFallsHasNoPlaceToShow() throws {
    let rising = LearningRateCurve(points: [(0.1, 1), (1, 2), (10, 3)])
    #expect(try drawn(.learningRate(rising)).titles.isEmpty)
    #expect(try drawn(.learningRate(LearningRateCurve(points: []))).titles.isEmpty)
  }
}
