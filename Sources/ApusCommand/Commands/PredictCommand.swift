import ArgumentParser
import TrainingLoop

struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", abstract: "Shows test images with what saved weights take them for.")

  @Argument(help: "The folder that `apus train` made, or its file of weights.")
  var weights: String
  @Option(help: "The folder with the files of the data that the weights were trained on.")
  var data: String?
  @Option(help: "The number of the first image, from 0.")
  var first = 0
  @Option(help: "How many images.")
  var count = 10

  func validate() throws {
    if first < 0 { throw ValidationError("--first is at least 0, not \(first)") }
    if count < 1 { throw ValidationError("--count is at least 1, not \(count)") }
  }

  func run() throws {
    let saved = try SavedClassifier(weights)
    let images = try LabeledImages.forTesting(saved.source, path: data)
    let available = images.testFiles.count
    guard first < available else { throw CommandError.noSuchImage(first, count: available) }
    let report = try TestReport(saved.model, images)
    print(report.pictures(first..<min(first + count, available), Screen()))
  }
}
