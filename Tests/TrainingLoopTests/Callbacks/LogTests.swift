import Apus
import Foundation
import Testing

@testable import TrainingLoop

struct LogTests {
  private let samples = Samples(count: 6)

  private func fit(metrics: [TrainingMetrics] = [.accuracy], _ callbacks: [NetworkLoop.Callback], epochs: Int = 2) throws -> History {
    var model = Network()
    var loop = NetworkLoop(
      training: samples.epochs(batchSize: 4), validation: samples.epochs(batchSize: 6, seed: nil).batches(ofEpoch: 0),
      optimizer: SGD(for: model, learningRate: 0.25), lossFunction: softmaxCrossEntropy, metrics: metrics, callbacks: callbacks,
      progress: .silent)
    loop.statisticsInterval = .zero
    return try loop.fit(&model, epochs: epochs)
  }

  @Test func theTableIsThatOfSwiftForTensorFlow() throws {
    try withTemporaryFolder { folder in
      let history = try fit([try CSVLogger(path: folder + "/a/b/file.csv").log])
      let rows = zip(history.steps, ["1/2, 1/2", "1/2, 2/2", "2/2, 1/2", "2/2, 2/2"]).map { step, place in
        "\(place), \(step.statistics.loss), \(step.statistics["accuracy"] ?? .nan)\n"
      }
      #expect(try contents(of: folder + "/a/b/file.csv") == "epoch, batch, loss, accuracy\n" + rows.joined())
    }
  }

  @Test(arguments: [("a,b", "\" a,b\""), ("say \"x\"", "\" say \"\"x\"\"\""), ("two\nlines", "\" two\nlines\""), ("plain", " plain")])
  func cellsAreQuotedWhereTheyHaveTo(_ name: String, _ cell: String) throws {
    try withTemporaryFolder { folder in
      _ = try fit(metrics: [TrainingMetrics(name, CategoricalAccuracy())], [try CSVLogger(path: folder + "/file.csv").log])
      #expect(try contents(of: folder + "/file.csv").hasPrefix("epoch, batch, loss,\(cell)\n"))
    }
  }

  @Test func aRunBeginsItsLogAnew() throws {
    try withTemporaryFolder { folder in
      let logger = try CSVLogger(path: folder + "/file.csv")
      _ = try fit([logger.log], epochs: 3)
      _ = try fit([logger.log], epochs: 1)
      #expect(try contents(of: folder + "/file.csv").split(separator: "\n").count == 3)
    }
  }

  @Test func rowsAreThereWhileTheEpochRuns() throws {
    try withTemporaryFolder { folder in
      var counts: [Int] = []
      let logger = try CSVLogger(path: folder + "/file.csv")
      _ = try fit([
        logger.log,
        { loop, event in
          if event == .batchEnd, loop.isTraining { counts.append(try contents(of: folder + "/file.csv").split(separator: "\n").count - 1) }
        },
      ])
      // A batch behind, because the newest step is not waited for.
      #expect(counts == [0, 1, 2, 3])
    }
  }

  @Test func aLogThatCannotBeWrittenSaysSo() throws {
    try withTemporaryFolder { folder in
      try "".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
      #expect(throws: LogFileError.self) { try CSVLogger(path: folder + "/file/log.csv") }
      let file = try LogFile(path: folder + "/gone/log.csv")
      try FileManager.default.removeItem(atPath: folder + "/gone")
      let error = #expect(throws: LogFileError.self) { try file.append("x\n") }
      #expect(error?.description == "Apus: a log cannot be written\n  file    \(folder)/gone/log.csv\n  reason  No such file or directory")
    }
  }

  @Test func aFullDiskLeavesNoHalfRow() throws {
    let file = try LogFile(path: "/dev/full")
    #expect(throws: LogFileError.self) { try file.append("x\n") }
  }

  @Test func everyLineIsAnObject() throws {
    struct Line: Decodable {
      let event: String
      let epoch: Int?
      let batch, step: Int?
      let trainingData: String?
      let batchLoss, loss, accuracy, validationLoss, learningRate: Float?
    }
    try withTemporaryFolder { folder in
      let history = try fit([try JSONLinesLogger(path: folder + "/log.jsonl").log])
      let all = try contents(of: folder + "/log.jsonl").split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8))
      }
      #expect(all.map(\.event) == ["step", "step", "epoch", "step", "step", "epoch", "fingerprint"])
      #expect(all.last?.trainingData?.hasSuffix(" in 2 batches") == true)
      let lines = all.dropLast()
      #expect(lines.map(\.epoch) == [0, 0, 0, 1, 1, 1])
      #expect(lines.compactMap(\.batchLoss) == history.steps.map(\.loss))
      #expect(lines.compactMap(\.step) == [0, 1, 2, 3])
      #expect(lines.compactMap(\.validationLoss) == history["validationLoss"])
      #expect(lines.allSatisfy { $0.learningRate == 0.25 })
    }
  }

  @Test func numbersThatJSONDoesNotHaveAreNull() throws {
    try withTemporaryFolder { folder in
      _ = try fit([
        try JSONLinesLogger(path: folder + "/log.jsonl").log,
        { loop, event in if event == .updateStart { loop.lastStepLoss = Tensor(.nan) } },
      ])
      let text = try contents(of: folder + "/log.jsonl")
      #expect(text.contains("\"batchLoss\":null"))
      for line in text.split(separator: "\n") { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }
}
