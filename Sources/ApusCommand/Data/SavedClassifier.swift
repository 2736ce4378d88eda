import Apus
import Checkpoints
import Foundation

/// A network's weights in a file, with the kind of the network and the data that it was trained on.
struct SavedClassifier {
  static let fileName = "weights.safetensors"

  let model: any Classifier
  let path: String
  let source: ImageSource

  /// - Parameter place: the file, or the folder that it lies in.
  /// - Throws: `CommandError`, `SafetensorsError`, `WeightsError`.
  init(_ place: String) throws {
    path = Folder.exists(place) ? place + "/" + Self.fileName : place
    guard FileManager.default.fileExists(atPath: path) else { throw CommandError.noWeights(path) }
    let metadata = try SafetensorsFile(path: path).metadata
    let name = metadata["model"] ?? ClassifierKind.leNet.name
    guard let kind = ClassifierKind.all.first(where: { $0.name == name }) else {
      throw CommandError.otherModel(path: path, found: name)
    }
    model = try Self.load(into: kind.make(), path)
    source = metadata["data"].flatMap(ImageSource.init) ?? kind.source
  }

  private static func load(into model: some Classifier, _ path: String) throws -> any Classifier {
    var model = model
    try loadWeights(into: &model, from: path)
    return model
  }

  /// - Returns: the path of the file.
  static func save(_ model: some Classifier, _ kind: ClassifierKind, trainedOn source: ImageSource, in folder: String) throws -> String {
    let path = folder + "/" + fileName
    try saveWeights(of: model, to: path, metadata: ["model": kind.name, "data": source.rawValue])
    return path
  }
}
