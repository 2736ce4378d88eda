/// Where a tensor lies in a checkpoint: the names on the way from its root, such as `model`, `blocks`, `3`, `norm`, `scale`.
struct ObjectPath: Hashable {
  let names: [String]

  static let suffix = "/.ATTRIBUTES/VARIABLE_VALUE"

  init(names: [String]) { self.names = names }

  /// The path of the tensor called `name` in a model, below the names of `prefix`, which slashes separate: `blocks[3].norm` has three
  /// names. A slash in the name of a tensor comes from the key of a dictionary and is part of it.
  init(prefix: String, name: String = "") {
    names =
      prefix.split(whereSeparator: { "./[]".contains($0) }).map(String.init)
      + name.split(whereSeparator: { ".[]".contains($0) }).map(String.init)
  }

  /// The key under which TensorFlow keeps the tensor: points and slashes in names are escaped.
  var key: String {
    names.map { name in
      name.reduce(into: "") { escaped, character in
        switch character {
        case ".": escaped += ".."
        case "/": escaped += ".S"
        default: escaped.append(character)
        }
      }
    }.joined(separator: "/") + Self.suffix
  }
}
