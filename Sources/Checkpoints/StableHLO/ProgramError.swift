/// What is wrong with a program in a file, or with a call of it.
public enum ProgramError: Error, Hashable, Sendable {
  case unreadable(path: String, reason: String)
  case malformedSignature(path: String, JSONProblem)
  /// A tensor of the state is missing in the file of weights, or another one there.
  case wrongState(path: String, expected: String)
  /// The module calls a function inside of XLA that can end the process.
  case unsafeCall(path: String, name: String)
  /// The module does not take or give what the signature says.
  case otherModule(path: String)
  case wrongArguments(path: String, expected: [String], given: [String])
}

extension ProgramError: CustomStringConvertible {
  /// The error as a text of a few lines: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): Self.text("a program cannot be opened", path, ["why": reason])
    case .malformedSignature(let path, .expected(let what, let offset)):
      Self.text("the signature of a program is malformed", path, ["at": "byte \(offset)", "needed": what])
    case .malformedSignature(let path, .duplicateKey(let key, let offset)):
      Self.text("the signature of a program is malformed", path, ["at": "byte \(offset)", "found": "“\(key)” twice"])
    case .wrongState(let path, let expected):
      Self.text("the weights of a program are not those of its signature", path, ["needed": expected])
    case .unsafeCall(let path, let name): Self.text("a program calls a function that can end the process", path, ["found": name])
    case .otherModule(let path): Self.text("the module of a program is not the one of its signature", path, ["hint": "export it again"])
    case .wrongArguments(let path, let expected, let given):
      Self.text(
        "a program takes other arguments", path,
        ["expected": ErrorText.list(expected, "arguments"), "given": ErrorText.list(given, "arguments")])
    }
  }

  private static func text(_ title: String, _ path: String, _ rows: KeyValuePairs<String, String>) -> String {
    ErrorText.text(title, [("file", path)] + rows.map { ($0.key, $0.value) })
  }
}
