import Charts
import Foundation
import Testing

/// What the example programs in Keras's style print.
@Suite struct KerasExampleTests {
  /// But for the times, which are no two alike.
  @Test(arguments: TrainingTable.all) func basicTrainingLoopKerasPrintsTheGuidesLines(_ table: TrainingTable) throws {
    let outcome = try ExampleProgram.run("BasicTrainingLoopKeras", ["pictures", Fixture.path(table.file)])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let output = try #require(outcome.outputBeforePictures)
    let lines = output.split(separator: "\n").map { String($0).replacing(/\d+(us|ms|s)/, with: "·") }
    var expected = ["201"]
    for (epoch, loss) in table.fitLosses.enumerated() {
      expected += ["Epoch \(epoch + 1)/10", "1/1 [==============================] - · ·/step - loss: \(loss)"]
    }
    #expect(lines == expected)
  }

  @Test func quadraticModelFindsTheParabolaTwice() throws {
    let outcome = try ExampleProgram.run("QuadraticModel", ["pictures"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let lines = try #require(outcome.outputBeforePictures).split(separator: "\n")
    try #require(lines.count == 11)
    for (row, line) in lines.dropLast().enumerated() { #expect(line.hasPrefix("Mean squared error for step \(10 * row): ")) }
    let losses = lines.compactMap { $0.split(separator: " ").last.flatMap { Float($0) } }
    try #require(losses.count == 11)
    #expect((52.29...59.95).contains(losses[0]))
    #expect((0.63...1.28).contains(losses[9]))
    #expect((0.6...1.4).contains(losses[10]), "Keras")
  }

  @Test(.enabled(if: Gnuplot() != nil, "gnuplot is not installed"), arguments: ["BasicTrainingLoopKeras", "QuadraticModel"])
  func theExampleDrawsItsPicture(name: String) throws {
    let outcome = try ExampleProgram.run(name, ["pictures"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.pictures == ["training.png"])
  }
}
