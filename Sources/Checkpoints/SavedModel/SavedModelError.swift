/// What is wrong with a SavedModel, or with a call of one of its functions.
public enum SavedModelError: Error, Hashable, Sendable {
  case unreadable(path: String, reason: String)
  /// The file is not the message that it must be.
  case malformed(path: String, problem: String)
  /// There is no graph for serving; the graphs have these tags.
  case noServingGraph(path: String, tags: [String])
  /// The objects that the file describes do not fit together.
  case malformedObjects(path: String, problem: String)
  /// A variable is not in the checkpoint, or is another one there.
  case malformedVariable(path: String, variable: String, problem: String)
  /// A function of the library is not what it must be.
  case malformedFunction(path: String, function: String, problem: String)

  /// There is no method and no signature of this name; there are those in `names`.
  case missingFunction(path: String, name: String, names: [String])
  /// A function has an operation that is not run here.
  case unsupportedOperation(path: String, function: String, operation: String)
  /// A function has an operation that is run here, and a form of it that is not.
  case unsupportedForm(path: String, function: String, operation: String, problem: String)
  /// The arguments of a call are none that the function takes.
  case wrongArguments(function: String, expected: String, given: String)
  /// The results of a call have another scalar type, or are more than one.
  case wrongResults(function: String, expected: String, found: String)
}

extension SavedModelError: CustomStringConvertible {
  /// The error as a text of a few lines: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): Self.text("a SavedModel cannot be opened", ["file": path, "why": reason])
    case .malformed(let path, let problem):
      Self.text("a SavedModel is malformed", ["file": path, "found": problem, "hint": Self.incomplete])
    case .noServingGraph(let path, let tags):
      Self.text(
        "a SavedModel has no graph for serving", ["file": path, "found": ErrorText.list(tags, "tags"), "needed": MetaGraph.servingTag])
    case .malformedObjects(let path, let problem):
      Self.text("the objects of a SavedModel do not fit together", ["file": path, "found": problem, "hint": Self.incomplete])
    case .malformedVariable(let path, let variable, let problem):
      Self.text("a variable of a SavedModel cannot be restored", ["file": path, "variable": variable, "found": problem])
    case .malformedFunction(let path, let function, let problem):
      Self.text("a function of a SavedModel is malformed", ["file": path, "function": function, "found": problem, "hint": Self.incomplete])
    case .missingFunction(let path, let name, let names):
      Self.text("a SavedModel has no such function", ["file": path, "wanted": name, "found": ErrorText.list(names, "functions")])
    case .unsupportedOperation(let path, let function, let operation):
      Self.text(
        "a function of a SavedModel has an operation that is not run here",
        ["file": path, "function": function, "operation": operation, "hint": "save it with jax2tf or with Apus, as StableHLO"])
    case .unsupportedForm(let path, let function, let operation, let problem):
      Self.text(
        "a function of a SavedModel has an operation in a form that is not run here",
        ["file": path, "function": function, "operation": operation, "found": problem])
    case .wrongArguments(let function, let expected, let given):
      Self.text("a function of a SavedModel takes other arguments", ["function": function, "expected": expected, "given": given])
    case .wrongResults(let function, let expected, let found):
      Self.text("a function of a SavedModel has other results", ["function": function, "expected": expected, "found": found])
    }
  }

  private static let incomplete = "the copy was not complete, or the disk failed: save it again"

  private static func text(_ title: String, _ rows: KeyValuePairs<String, String>) -> String {
    ErrorText.text(title, rows.map { ($0.key, $0.value) })
  }
}
