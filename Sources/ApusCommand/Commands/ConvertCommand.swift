import ArgumentParser
import Checkpoints

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Writes the tensors of a file in another format.",
    discussion: """
      The name of the second file says its format: .safetensors, .npz, .npy, .h5, or a checkpoint if it has no ending. Names, shapes, types \
      and bits stay as they are; what the format cannot keep is refused, and the file that was there stays.
      """)

  @Argument(help: "The file to be read, in any format that `apus inspect` shows tensors of.")
  var source: String
  @Argument(help: "The file to be written.")
  var target: String
  @Flag(help: "Leaves out the texts that the file keeps beside the tensors.")
  var dropMetadata = false

  func run() throws {
    try convertTensors(from: source, to: target, dropsMetadata: dropMetadata)
    let count = try openTensorFile(target).tensors.count
    print("\(target)  ·  \(count) \(count == 1 ? "tensor" : "tensors")")
  }
}
