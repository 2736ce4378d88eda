import Foundation
import Testing

/// What the example programs in Keras's style print.
@Suite struct KerasExampleTests {
  /// But for the times, which are no two alike.
  @Test(arguments: TrainingTable.all) func basicTrainingLoopKerasPrintsTheGuidesLines(_ table: TrainingTable) throws {
    let outcome = try ExampleProgram.run("BasicTrainingLoopKeras", [Fixture.path(table.file)])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map { String($0).replacing(/\d+(us|ms|s)/, with: "·") }
    var expected = ["201"]
    for (epoch, loss) in table.fitLosses.enumerated() {
      expected += ["Epoch \(epoch + 1)/10", "1/1 [==============================] - · ·/step - loss: \(loss)"]
    }
    #expect(lines == expected)
  }

  @Test func quadraticModelFindsTheParabolaTwice() throws {
    let outcome = try ExampleProgram.run("QuadraticModel")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    try #require(lines.count == 11)
    for (row, line) in lines.dropLast().enumerated() { #expect(line.hasPrefix("Mean squared error for step \(10 * row): ")) }
    let losses = lines.compactMap { $0.split(separator: " ").last.flatMap { Float($0) } }
    try #require(losses.count == 11)
    #expect((52.29...59.95).contains(losses[0]))
    #expect((0.63...1.28).contains(losses[9]))
    #expect((0.6...1.4).contains(losses[10]), "Keras")
  }

  @Test(arguments: ["BasicTrainingLoopKeras", "QuadraticModel"]) func examplesDrawTheirPictures(name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-guides-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let isKeras = name == "BasicTrainingLoopKeras"
    let outcome = try ExampleProgram.run(name, isKeras ? [Fixture.path("seed000_equiv.csv"), folder] : [folder])
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    if outcome.code == 0 {
      #expect(files.contains(isKeras ? "basic-training-loop-keras.png" : "quadratic-model.png"))
    } else {
      #expect(outcome.errors.contains("gnuplot"))  // where it is not installed
    }
    if isKeras { #expect(files.filter { $0.hasPrefix("keras_checkpoint") }.count == 2) }
  }
}
