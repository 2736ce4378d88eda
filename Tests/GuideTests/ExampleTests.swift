import Charts
import Foundation
import Testing

/// What the example programs print.
@Suite struct ExampleTests {
  @Test(arguments: TrainingTable.all)
  func basicTrainingLoopPrintsTheGuidesOutput(_ table: TrainingTable) throws {
    let outcome = try ExampleProgram.run("BasicTrainingLoop", ["pictures", Fixture.path(table.file)])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.outputBeforePictures == table.output)
  }

  @Test func gettingStartedTrainsAndIsNotTrainedAgain() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-guides-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try ExampleProgram.run("GettingStarted", in: folder), second = try ExampleProgram.run("GettingStarted", in: folder)
    #expect(first.code == 0 && second.code == 0, "\(first.errors)\(second.errors)")
    #expect(first.output.contains("Epoch 10/10") && !second.output.contains("Epoch"))
    let accuracies = try #require(first.lines.last { $0.hasPrefix("[0.") })
    #expect(try #require(Float(accuracies.dropLast().split(separator: " ").last ?? "")) > 0.8)
    #expect(second.lines.contains(accuracies))
    #expect(second.lines.filter { $0.hasPrefix("read ") } == first.lines.filter { $0.hasPrefix("read ") })
  }

  /// What the catalogue's pages show as output is output.
  @Test(
    arguments: [
      ("GettingStarted/GettingStarted", "GettingStarted", []), ("GettingStarted/GettingStarted-ja", "GettingStarted", []),
      ("GettingStarted/GettingStarted-zh-Hant", "GettingStarted", []), ("Guides/Basics", "TensorBasics", []),
      ("Guides/TrainingByHand", "BasicTrainingLoop", ["pictures", Fixture.path("seed000_equiv.csv")]),
      ("Guides/Regression", "LinearRegression", ["pictures"]),
    ])
  func aPageShowsWhatItsProgramPrints(page: String, program: String, arguments: [String]) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Sources/Apus/Apus.docc/\(page).md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```text\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
    #expect(!blocks.isEmpty)
    let outcome = try ExampleProgram.run(program, arguments)
    #expect(outcome.code == 0, "\(outcome.errors)")
    for block in blocks { #expect(outcome.output.contains(block), "not printed: \(block)") }
  }

  @Test(
    .enabled(if: Gnuplot() != nil, "gnuplot is not installed"),
    arguments: [
      ("BasicTrainingLoop", ["after-training", "before-training", "data", "parameters"]),
      (
        "LinearRegression",
        ["data", "regression-line", "regression-lines", "scaled", "scaled-data", "training-history", "training-history-adam"]
      ),
    ])
  func anExampleDrawsTheGuidesPictures(name: String, pictures: [String]) throws {
    let outcome = try ExampleProgram.run(name, ["pictures"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(Set(outcome.pictures) == Set(pictures.map { $0 + ".png" }))
  }

  /// Without what follows from rounding and the order of summation: the intercepts, and Adam's losses.
  @Test func linearRegressionPrintsTheGuidesNumbers() throws {
    let outcome = try ExampleProgram.run("LinearRegression", ["pictures"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let output = try #require(outcome.outputBeforePictures)
    #expect(output.hasPrefix("scaler.mean: 60.3\nscaler.variance: 1.01e+04\n\nInitial value:\n\tmodel.a: 0\n\tmodel.b: 0\n\n"))
    #expect(output.contains("After 1 epoch:\n\tmodel.a: 0.00179\n"))
    let parts = output.components(separatedBy: "Adam:")
    try #require(parts.count == 2)
    #expect(Self.numbers(after: "mse_loss: ", in: parts[0]) == ["0.330925", "0.210526", "0.197598", "0.196210"])
    #expect(Self.numbers(after: " a: ", in: parts[0]).dropFirst() == ["0.800361", "0.865089", "0.886299"])
    #expect(Self.numbers(after: " a: ", in: parts[1]).dropLast() == ["0.490501", "0.906225", "1.135318"])
  }

  private static func numbers(after label: String, in text: String) -> [String] {
    text.components(separatedBy: label).dropFirst().map { String($0.prefix { "-.0123456789".contains($0) }) }
  }

  /// With noise of its own the fit lies within three standard deviations: w* is 3 ± 0.18, b* is 2 ± 0.21.
  @Test func basicTrainingLoopFindsTheLineInItsOwnData() throws {
    let outcome = try ExampleProgram.run("BasicTrainingLoop", ["pictures"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let lines = try #require(outcome.outputBeforePictures).split(separator: "\n")
    #expect(lines.count == 2 + 2 + 20 + 1)
    let numbers = lines[lines.count - 2].split(whereSeparator: { " ,=".contains($0) }).compactMap { Double($0) }
    try #require(numbers.count == 3)
    #expect(abs(numbers[0] - (3 + 0.0434 * 2)) < 0.18)
    #expect(abs(numbers[1] - 0.8926 * 2) < 0.21)
    #expect(abs(numbers[2] - 1) < 0.35)
  }

  /// On the small archive that the tests of `Datasets` read.
  @Test func resNetCIFAR10TrainsForAsManyEpochsAsItIsTold() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("DatasetsTests/Fixtures").path
    let outcome = try ExampleProgram.run("ResNetCIFAR10", ["1"], environment: ["APUS_DATASETS": folder])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Epoch 1/1"))
    #expect(outcome.output.contains("validation accuracy"))
  }

  @Test func resNetCIFAR10WithDamagedDataSaysSoAndFails() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-guides-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("no archive".utf8).write(to: folder.appendingPathComponent("cifar-10-binary.tar.gz"))
    let outcome = try ExampleProgram.run("ResNetCIFAR10", environment: ["APUS_DATASETS": folder.path])
    #expect(outcome.code == 1)
    #expect(outcome.errors.hasPrefix("Apus: an archive is damaged\n  file    \(folder.path)/cifar-10-binary.tar.gz\n"))
  }

  @Test func tensorBasicsPrintsWhatTheGuidePrints() throws {
    let outcome = try ExampleProgram.run("TensorBasics")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let softmax = outcome.output.split(separator: "\n").filter { $0.contains("0.0900") }
    #expect(softmax.count == 2)
    #expect(softmax.allSatisfy { $0.contains("0.2447284") && $0.contains("0.665240") })
    // The last digits of a softmax are the only ones that may differ from machine to machine.
    let rest = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("0.0900") }
    #expect(
      rest.joined(separator: "\n") == """
        [[1.0, 2.0, 3.0],
         [4.0, 5.0, 6.0]]
        shape [2, 3], scalars of type Float
        [[ 2.0,  4.0,  6.0],
         [ 8.0, 10.0, 12.0]]
        [[ 5.0, 10.0, 15.0],
         [20.0, 25.0, 30.0]]
        [[14.0, 32.0],
         [32.0, 77.0]]
        [[1.0, 2.0, 3.0],
         [4.0, 5.0, 6.0],
         [1.0, 2.0, 3.0],
         [4.0, 5.0, 6.0],
         [1.0, 2.0, 3.0],
         [4.0, 5.0, 6.0]]
        21.0
        [1, 2, 3] Int32
        6
        Apus computes on CPU:0
        [1.0, 2.0, 3.0]
        [2.0, 3.0, 4.0]
        -2.0
        4.0
        Tracing.
        6
        27
        Tracing.
        27.3
        [3, 6, 9]

        """)
  }
}
