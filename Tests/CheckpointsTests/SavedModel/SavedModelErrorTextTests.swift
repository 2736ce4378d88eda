import Checkpoints
import Testing

/// The texts of all errors, as users see them.
@Suite struct SavedModelErrorTextTests {
  private static let p = "m/saved_model.pb"
  private static let incomplete = "the copy was not complete, or the disk failed: save it again"

  static let rows: [(error: SavedModelError, lines: String)] = [
    (.unreadable(path: p, reason: "No such file"), "a SavedModel cannot be opened\n  file \(p)\n  why  No such file"),
    (.malformed(path: p, problem: "byte 7"), "a SavedModel is malformed\n  file  \(p)\n  found byte 7\n  hint  \(incomplete)"),
    (
      .noServingGraph(path: p, tags: ["train"]),
      "a SavedModel has no graph for serving\n  file   \(p)\n  found  train\n  needed serve"
    ),
    (
      .malformedObjects(path: p, problem: "object 9 of 3"),
      "the objects of a SavedModel do not fit together\n  file  \(p)\n  found object 9 of 3\n  hint  \(incomplete)"
    ),
    (
      .malformedVariable(path: p, variable: "w\u{1B}", problem: "no place"),
      "a variable of a SavedModel cannot be restored\n  file     \(p)\n  variable w\\u{1B}\n  found    no place"
    ),
    (
      .malformedFunction(path: p, function: "f", problem: "no operation a"),
      "a function of a SavedModel is malformed\n  file     \(p)\n  function f\n  found    no operation a\n  hint     \(incomplete)"
    ),
    (
      .missingFunction(path: p, name: "f", names: ["a", "b"]),
      "a SavedModel has no such function\n  file   \(p)\n  wanted f\n  found  a, b"
    ),
    (
      .unsupportedOperation(path: p, function: "f", operation: "Cumsum"),
      """
      a function of a SavedModel has an operation that is not run here\n  file      \(p)\n  function  f\n  operation Cumsum
        hint      save it with jax2tf or with Apus, as StableHLO
      """
    ),
    (
      .unsupportedForm(path: p, function: "f", operation: "XlaCallModule", problem: "tokens"),
      """
      a function of a SavedModel has an operation in a form that is not run here\n  file      \(p)\n  function  f
        operation XlaCallModule\n  found     tokens
      """
    ),
    (
      .wrongArguments(function: "f", expected: "(x: float32 [?])", given: "Int32[3]"),
      "a function of a SavedModel takes other arguments\n  function f\n  expected (x: float32 [?])\n  given    Int32[3]"
    ),
    (
      .wrongResults(function: "f", expected: "one tensor of Float", found: "Int32[3]"),
      "a function of a SavedModel has other results\n  function f\n  expected one tensor of Float\n  found    Int32[3]"
    ),
  ]

  @Test(arguments: rows.indices) func textsSayWhatWhereAndWhatToDo(row: Int) {
    #expect(Self.rows[row].error.description == "Apus: " + Self.rows[row].lines)
  }
}
