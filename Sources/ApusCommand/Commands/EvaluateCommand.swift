import ArgumentParser
import TrainingLoop

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "evaluate", abstract: "Tests saved weights on the test images.")

  @Argument(help: "The folder that `apus train` made, or its file of weights.")
  var weights: String
  @Option(help: "The folder with the files of the data that the weights were trained on.")
  var data: String?

  func run() throws {
    let saved = try SavedClassifier(weights)
    let images = try LabeledImages.forTesting(saved.source, path: data)
    let screen = Screen()
    let report = try TestReport(saved.model, images)
    print("\(saved.path)  ·  \(images.source.title), \(images.testFiles.count.withThousands) test images")
    print("\n" + screen.color.paint("Test accuracy \(NumberText.percent(report.accuracy, decimals: 2))", .bold) + "\n")
    print(report.confusion(color: screen.color))
  }
}
