/// How the tensors of a file differ from those of a module.
public struct WeightsError: Error, Hashable, Sendable {
  public struct Difference: Hashable, Sendable {
    public let name: String
    /// Scalar type and shape in the module, as `Float [5, 5, 1, 6]`.
    public let expected: String
    /// The same in the file.
    public let found: String
  }

  public let path: String
  /// Tensors of the module that the file lacks.
  public internal(set) var missing: [String] = []
  /// Tensors of the file that the module lacks.
  public internal(set) var leftOver: [String] = []
  /// Tensors with another shape or scalar type.
  public internal(set) var different: [Difference] = []
  /// Constants (`let`) whose value in the file is another one.
  public internal(set) var fixed: [String] = []

  init(path: String) { self.path = path }

  var isEmpty: Bool { missing.isEmpty && leftOver.isEmpty && different.isEmpty && fixed.isEmpty }
}

extension WeightsError: CustomStringConvertible {
  public var description: String {
    var lines = ["Apus: the weights in a file are not those of this model", "  file      \(path)"]
    if !missing.isEmpty { lines.append("  missing   " + missing.joined(separator: ", ")) }
    if !leftOver.isEmpty { lines.append("  left over " + leftOver.joined(separator: ", ")) }
    lines += different.map { "  different \($0.name): the model has \($0.expected), the file \($0.found)" }
    if !fixed.isEmpty { lines.append("  constant  " + fixed.joined(separator: ", ") + ": a `let` with another value") }
    return lines.joined(separator: "\n")
  }
}
