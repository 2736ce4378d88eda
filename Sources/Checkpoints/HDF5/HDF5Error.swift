/// What is wrong with an HDF5 file, such as Keras's weights, or with what should be written into one.
public enum HDF5Error: Error, Hashable, Sendable {
  /// The file cannot be opened or mapped.
  case unreadable(path: String, reason: String)
  /// The file is neither HDF5 nor a `.keras` archive with such a file in it.
  case notHDF5(path: String, problem: String)
  /// What stands at `offset` cannot be: the file is damaged or truncated.
  case malformed(path: String, offset: Int, problem: String)
  /// The file has something that the format allows and this reader does not know.
  case unsupported(path: String, object: String, what: String)
  /// The elements of a dataset are not those that were written.
  case corrupt(path: String, dataset: String, problem: String)
  /// The file, whose datasets are `names`, has none called `name`.
  case missingDataset(path: String, name: String, names: [String])

  /// A name to be written cannot be a path of groups: it is empty, or a part of it is.
  case unwritableName(path: String, name: String)
  /// Two tensors to be written have one name, or one is a group of the other.
  case clashingNames(path: String, name: String)
  /// The bytes of a tensor to be written are not as many as its type and shape need.
  case wrongByteCount(path: String, tensor: String, shape: [Int], needed: Int?, found: Int)
}

extension HDF5Error: CustomStringConvertible {
  /// The error as a text of a few lines: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): text("an HDF5 file cannot be opened", path, ["why": reason])
    case .notHDF5(let path, let problem):
      text("a file is no HDF5 file", path, ["found": problem, "needed": "a .weights.h5, .h5 or .keras file"])
    case .malformed(let path, let offset, let problem):
      text(
        "an HDF5 file is damaged", path,
        ["at": "byte \(offset)", "found": problem, "hint": "the copy was not complete, or another program changed the file: get it again"])
    case .unsupported(let path, let object, let what):
      text(
        "an HDF5 file has something that is not read here", path,
        ["object": object, "found": what, "hint": "save it again by Keras or h5py with their defaults"])
    case .corrupt(let path, let dataset, let problem):
      text("a dataset of an HDF5 file is damaged", path, ["dataset": dataset, "found": problem])
    case .missingDataset(let path, let name, let names):
      text("an HDF5 file has no such dataset", path, ["wanted": name, "found": ErrorText.list(names, "datasets")])
    case .unwritableName(let path, let name):
      text(
        "a tensor to be saved has a name that HDF5 cannot have", path,
        ["tensor": "“\(name)”", "needed": "names between slashes, none of them empty or a point"])
    case .clashingNames(let path, let name):
      text("two tensors to be saved are called the same, or one is a group of the other", path, ["tensor": name])
    case .wrongByteCount(let path, let tensor, let shape, let needed, let found):
      text(
        "the bytes of a tensor do not fit its shape", path,
        [
          "tensor": "\(tensor)   (\(shape))", "found": "\(found) bytes",
          "needed": needed.map { "\($0) bytes" } ?? "a shape that a tensor can have",
        ])
    }
  }

  private func text(_ title: String, _ path: String, _ lines: KeyValuePairs<String, String>) -> String {
    ErrorText.text(title, [("file", path)] + lines.map { ($0.key, $0.value) })
  }
}
