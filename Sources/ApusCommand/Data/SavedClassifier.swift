import Apus
import Checkpoints
import Foundation
import ImageClassificationModels

/// LeNet's weights in a file, with the data that they were trained on.
struct SavedLeNet {
  static let fileName = "weights.safetensors"

  let model: LeNet
  let path: String
  let source: DigitImages.Source

  /// - Parameter place: the file, or the folder that it lies in.
  /// - Throws: `CommandError`, `SafetensorsError`, `WeightsError`.
  init(_ place: String) throws {
    path = Folder.exists(place) ? place + "/" + Self.fileName : place
    guard FileManager.default.fileExists(atPath: path) else { throw CommandError.noWeights(path) }
    let kind = try SafetensorsFile(path: path).metadata["model"]
    if let kind, kind != "LeNet" { throw CommandError.otherModel(path: path, found: kind) }
    var model = LeNet()
    let metadata = try loadWeights(into: &model, from: path)
    self.model = model
    source = metadata["data"].flatMap(DigitImages.Source.init) ?? .mnist
  }

  /// - Returns: the path of the file.
  static func save(_ model: LeNet, trainedOn source: DigitImages.Source, in folder: String) throws -> String {
    let path = folder + "/" + fileName
    try saveWeights(of: model, to: path, metadata: ["model": "LeNet", "data": source.rawValue])
    return path
  }
}
