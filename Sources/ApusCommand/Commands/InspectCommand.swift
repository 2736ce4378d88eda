import ArgumentParser

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Shows what is in a file: tensors with their types, shapes and sizes, functions, the tags of a log.",
    discussion: """
      It reads safetensors (one file, the index of several, or their folder), checkpoints (with or without .index, or a folder of them), \
      NumPy's .npz and .npy, Keras's .h5 and .keras, the folders of SavedModels and of programs of StableHLO, and TensorBoard's event files.
      """)

  @Argument(help: "The file.")
  var file: String
  @Flag(help: "Prints JSON, for other programs.")
  var json = false

  func run() throws {
    let report = try InspectedFormat.report(on: file)
    print(json ? try report.json() : report.text(color: Screen().color))
  }
}
