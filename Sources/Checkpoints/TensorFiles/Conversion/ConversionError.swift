/// Why a file of tensors is not written in another format.
public enum ConversionError: Error, Hashable, Sendable {
  /// The name of the file to be written says no format.
  case unknownFormat(path: String)
  /// The other format would lose the type of a tensor, as NumPy's that of BFloat16, or has no such type.
  case typeLost(path: String, tensor: String, type: String, format: String)
  /// The other format keeps no texts beside the tensors.
  case textsLost(path: String, keys: [String], format: String)
  /// The other format holds one tensor.
  case oneTensorOnly(path: String, count: Int)
}

extension ConversionError: CustomStringConvertible {
  /// The error as a text of a few lines: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unknownFormat(let path):
      ErrorText.text(
        "the name of a file says no format",
        [("file", path), ("known", ".safetensors, .npz, .npy, .h5; a name without an ending is that of a checkpoint")])
    case .typeLost(let path, let tensor, let type, let format):
      ErrorText.text(
        "a tensor would lose its type",
        [("file", path), ("tensor", tensor), ("found", type), ("hint", "\(format) has no such type: choose another format")])
    case .textsLost(let path, let keys, let format):
      ErrorText.text(
        "texts beside the tensors would be lost",
        [
          ("file", path), ("found", ErrorText.list(keys, "texts")),
          ("hint", "\(format) keeps none: choose .safetensors or .h5, or leave them out with --drop-metadata"),
        ])
    case .oneTensorOnly(let path, let count):
      ErrorText.text("a .npy file holds one array", [("file", path), ("found", "\(count) tensors"), ("hint", "choose .npz")])
    }
  }
}
