import Foundation
import Testing
import TrainingLoop

@testable import TensorBoard

@Suite struct ContentTests {
  /// What is shown, and where: `step plugin tag`.
  struct Row: Sendable, CustomTestStringConvertible {
    let content: TensorBoardContent
    let part: String
    let shown: [String]
    var testDescription: String { "\(type(of: content.recorder))" }
  }

  private static let paths = ["hidden.bias", "hidden.weight", "output.bias", "output.weight"]
  private static let rows = [
    Row(
      content: .gradientNorms(), part: "train",
      shown: (1...8).flatMap { step in (["all"] + paths).map { "\(step) scalars gradientNorm/\($0)" } }),
    Row(content: .gradientNorms(ofEachParameter: false), part: "train", shown: (1...8).map { "\($0) scalars gradientNorm/all" }),
    Row(content: .weightHistograms(), part: "train", shown: [4, 8].flatMap { step in paths.map { "\(step) histograms weights/\($0)" } }),
    Row(content: .weightHistograms(everyEpochs: 2), part: "train", shown: paths.map { "8 histograms weights/\($0)" }),
    Row(content: .exampleImages(count: 3), part: "train", shown: (0..<3).map { "0 images input/\($0)" }),
    Row(content: .exampleImages(count: 99), part: "train", shown: (0..<4).map { "0 images input/\($0)" }),
    Row(content: .graph, part: "train", shown: ["0 graph"]),
    Row(content: .summary, part: "train", shown: ["0 text model"]),
    Row(
      content: .hyperparameters(["batchSize": 4]), part: "",
      shown: ["0 hparams _hparams_/session_end_info", "0 hparams _hparams_/session_start_info"]),
  ]

  @Test(arguments: rows) func theLogHasIt(_ row: Row) throws {
    try withTemporaryFolder { folder in
      let plain = try LoggedRun([])
      let run = try LoggedRun([tensorBoardStatisticsLogger(logRootDirectory: folder, including: [row.content])])
      let isStatistic = /\d+ scalars (loss|accuracy|batchLoss|learningRate)/
      #expect(try events(row.part, in: folder).contents.filter { $0.wholeMatch(of: isStatistic) == nil } == row.shown.sorted())
      // Looking changes nothing.
      #expect(run.history.steps.map(\.loss) == plain.history.steps.map(\.loss))
    }
  }

  @Test func theNormsAreThoseOfTheFirstGradient() throws {
    try withTemporaryFolder { folder in
      let run = try LoggedRun([tensorBoardStatisticsLogger(logRootDirectory: folder, including: [.gradientNorms()])])
      let (input, target) = try run.loop.trainingBatch(at: 0, ofEpoch: 0)
      let (_, gradient) = valueWithGradient(at: ImageNetwork()) { softmaxCrossEntropy(logits: $0(input), labels: target) }
      var squares: Float = 0
      for (path, part) in gradient.parameters {
        let own = try #require(part.typed(Float.self)).readScalars().reduce(0) { $0 + $1 * $1 }
        squares += own
        let norm = try #require(events("train", in: folder).points("gradientNorm/" + path)[1])
        #expect(abs(norm - own.squareRoot()) < 1e-5, "\(path)")
      }
      let all = try #require(events("train", in: folder).points("gradientNorm/all")[1])
      #expect(abs(all - squares.squareRoot()) < 1e-5)
    }
  }

  /// Random normal numbers lie below 0 and above 1.
  @Test func imagesReachFromTheLeastNumberToTheGreatest() throws {
    try withTemporaryFolder { folder in
      let run = try LoggedRun([tensorBoardStatisticsLogger(logRootDirectory: folder, including: [.exampleImages()])])
      let numbers = try run.loop.trainingBatch(at: 0, ofEpoch: 0).input.readScalars()
      let (least, greatest) = (try #require(numbers.min()), try #require(numbers.max()))
      let pixels = try events("train", in: folder).flatMap(\.values).filter { $0.plugin?.name == "images" }.flatMap { value in
        guard case .strings(let parts) = value.content else { return [UInt8]() }
        return try PNGReader.pixels(of: parts[2])
      }
      #expect(pixels.count == 64)
      let scale: Float = 255 / (greatest - least)
      let expected: [Float] = numbers.map { number in (number - least) * scale }
      #expect(zip(pixels, expected).allSatisfy { pixel, number in abs(Float(pixel) - number) <= 0.501 })
    }
  }

  @Test func theTableOfLayersIsAText() throws {
    try withTemporaryFolder { folder in
      _ = try LoggedRun([tensorBoardStatisticsLogger(logRootDirectory: folder, including: [.summary])])
      let texts = try events("train", in: folder).flatMap(\.values).filter { $0.tag == "model" }
      let summary = try ImageNetwork().summary(input: Tensor(zeros: [4, 4, 4, 1]))
      let lines = summary.lines.map { "    " + $0 }.joined(separator: "\n")
      #expect(texts.map(\.content) == [.strings([Array(lines.utf8)])])
    }
  }

  @Test func theGraphLeadsFromTheBatchToTheOutput() throws {
    try withTemporaryFolder { folder in
      _ = try LoggedRun([tensorBoardStatisticsLogger(logRootDirectory: folder, including: [.graph])])
      let graph = try #require(
        try events("train", in: folder).lazy.compactMap { if case .graph(let graph) = $0.content { graph } else { nil } }.first)
      let nodes = try GraphReader.nodes(of: graph)
      #expect(nodes.first?.name == "input_0" && nodes.last?.name == "output_0")
      #expect(nodes.contains { $0.name.hasPrefix("tanh_") })
    }
  }

  @Test func batchesWithoutImagesAreRefused() throws {
    try withTemporaryFolder { folder in
      var model = Dense<Float>(inputSize: 4, outputSize: 3)
      let data = Epochs(inputs: Tensor<Float>(zeros: [6, 4]), targets: Tensor<Int32>(zeros: [6]), batchSize: 3)
      var loop = TrainingLoop(
        training: data, optimizer: SGD(for: model, learningRate: 0.1), lossFunction: softmaxCrossEntropy,
        callbacks: [tensorBoardStatisticsLogger(logRootDirectory: folder, including: [.exampleImages()])], progress: .silent)
      let error = #expect(throws: RunLogError.noImages(found: ["Float [3, 4]"])) { try loop.fit(&model, epochs: 1) }
      #expect(error?.description.contains("hint   leave .exampleImages out") == true)
    }
  }
}
