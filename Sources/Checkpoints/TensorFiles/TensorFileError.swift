/// What can be wrong with tensors of files, whatever the format.
public enum TensorFileError: Error, Hashable, Sendable {
  /// The file, whose tensors are `names`, has none called `name`.
  case missingTensor(path: String, name: String, names: [String])
  /// A tensor has elements of a type that tensors do not have here: complex numbers, texts, 8-bit floats.
  case unsupportedType(path: String, tensor: String, type: String)
  /// A file is in none of the formats that are read.
  case unknownFormat(path: String)
  /// The format of a file to be written keeps no texts beside the tensors.
  case noRoomForMetadata(path: String, keys: [String])
}

extension TensorFileError: CustomStringConvertible {
  /// The error as a text of a few lines: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .missingTensor(let path, let name, let names):
      ErrorText.text("a file has no such tensor", [("file", path), ("wanted", name), ("found", ErrorText.list(names, "tensors"))])
    case .unsupportedType(let path, let tensor, let type):
      ErrorText.text(
        "a tensor of a file has elements of a type that tensors do not have",
        [("file", path), ("tensor", tensor), ("found", type), ("known", DType.allCases.map(\.description).joined(separator: " "))])
    case .unknownFormat(let path):
      ErrorText.text(
        "a file is in none of the known formats",
        [("file", path), ("known", TensorFileFormat.allCases.map(\.rawValue).joined(separator: ", "))])
    case .noRoomForMetadata(let path, let keys):
      ErrorText.text(
        "a format keeps no texts beside the tensors",
        [("file", path), ("found", ErrorText.list(keys, "texts")), ("hint", "save as .safetensors or .h5, or without metadata")])
    }
  }
}
