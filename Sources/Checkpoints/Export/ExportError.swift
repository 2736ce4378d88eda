/// Why a function cannot be exported.
public enum ExportError: Error, Hashable, Sendable {
  /// A name that is not made of letters, digits and underscores, with a letter first.
  case notAName(function: String, name: String)
  case duplicateName(function: String, name: String)
  case tooManyOutputNames(function: String, given: Int, outputs: Int)
  /// An operation that means something else for another number of examples.
  case fixedBatch(function: String, operation: String)
  /// The function assigns to a variable, or changes a tensor of the model.
  case changesState(function: String)
  case drawsRandomNumbers(function: String)
  /// The function gives a tensor of the model a value, and does not read it before.
  case changesUnread(function: String, name: String)
  /// Two functions have one name, or a function that of a member of the model.
  case takenName(String)
  /// An operation that the format asked for does not have.
  case noOperation(function: String, operation: String, format: String)
}

extension ExportError: CustomStringConvertible {
  /// The error as a text of a few lines: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .notAName(let function, let name):
      text("a name cannot be exported", function, ["name": name, "needed": "a letter, then letters, digits and underscores"])
    case .duplicateName(let function, let name):
      text("two arguments or two outputs of an exported function have one name", function, ["name": name, "hint": "rename one of them"])
    case .tooManyOutputNames(let function, let given, let outputs):
      text(
        "an exported function has fewer outputs than names for them", function, ["given": "\(given) names", "found": "\(outputs) outputs"])
    case .fixedBatch(let function, let operation):
      text(
        "a function depends on the number of examples", function,
        ["operation": operation, "hint": "give a number instead of nil in the shapes of its arguments"])
    case .changesState(let function):
      text("an exported function changes the model", function, ["hint": "export a training step with `StableHLOProgram.exportStep`"])
    case .drawsRandomNumbers(let function):
      text("an exported function draws random numbers", function, ["hint": "give their seed, or their values as an argument"])
    case .changesUnread(let function, let name):
      text(
        "an exported step sets a tensor that it does not read", function, ["tensor": name, "hint": "return the value instead"])
    case .takenName(let name):
      ErrorText.text("two things to be exported have the same name", [("name", name), ("hint", "rename the function")])
    case .noOperation(let function, let operation, let format):
      text("a format has no operation for one of a function", function, ["operation": operation, "format": format])
    }
  }

  private func text(_ title: String, _ function: String, _ rows: KeyValuePairs<String, String>) -> String {
    ErrorText.text(title, [("function", function)] + rows.map { ($0.key, $0.value) })
  }
}
