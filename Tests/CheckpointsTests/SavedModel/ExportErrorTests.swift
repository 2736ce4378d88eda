import Apus
import Testing

@testable import Checkpoints

/// Functions that cannot be exported, and the texts that say so.
@Suite struct ExportErrorTests {
  private typealias Function = ModelFunction<Subtraction>
  private static let x = TensorSpec<Float>("x", [nil, 2])

  private static var rows: [(functions: [Function], error: ExportError, text: String)] {
    [
      (
        [Function("2x", x) { $0($1) }], .notAName(function: "2x", name: "2x"),
        "a name cannot be exported\n  function 2x\n  name     2x\n  needed   a letter, then letters, digits and underscores"
      ),
      (
        [Function("twice", TensorSpec<Float>("../x", [2])) { $0($1) }], .notAName(function: "twice", name: "../x"),
        "a name cannot be exported\n  function twice\n  name     ../x\n  needed   a letter, then letters, digits and underscores"
      ),
      (
        [Function("sum", x, x) { $0($1 + $2) }], .duplicateName(function: "sum", name: "x"),
        "two arguments or two outputs of an exported function have one name\n  function sum\n  name     x\n  hint     rename one of them"
      ),
      (
        [Function.call(x, outputs: ["a", "b"])], .tooManyOutputNames(function: "callAsFunction", given: 2, outputs: 1),
        "an exported function has fewer outputs than names for them\n  function callAsFunction\n  given    2 names\n  found    1 outputs"
      ),
      (
        [Function("mean", x) { $0($1).mean() }], .fixedBatch(function: "mean", operation: "constant"),
        """
        a function depends on the number of examples\n  function  mean\n  operation constant
          hint      give a number instead of nil in the shapes of its arguments
        """
      ),
      (
        [
          Function("count", x) { model, x in
            model.scale.assignAdd([1, 1])
            return x
          }
        ], .changesState(function: "count"),
        "an exported function changes the model\n  function count\n  hint     export a training step with `StableHLOProgram.exportStep`"
      ),
      (
        [Function("noise", x) { $1 + Tensor(randomNormal: [2]) + $0.offset }], .drawsRandomNumbers(function: "noise"),
        "an exported function draws random numbers\n  function noise\n  hint     give their seed, or their values as an argument"
      ),
      (
        [Function("offset", x) { $0($1) }], .takenName("offset"),
        "two things to be exported have the same name\n  name offset\n  hint rename the function"
      ),
      (
        [Function.call(x), Function.call(x)], .takenName("__call__"),
        "two things to be exported have the same name\n  name __call__\n  hint rename the function"
      ),
    ]
  }

  @Test(arguments: rows.indices) func theErrorSaysWhatWhereAndWhatToDo(index: Int) throws {
    let (functions, error, text) = Self.rows[index]
    #expect(error.description == "Apus: " + text)
    try withTemporaryFolder { folder in
      #expect(throws: error) { try SavedModel.save(Subtraction(), to: folder + "/saved", functions: functions) }
      let left = try names(in: folder)
      #expect(left == [])
    }
  }

  @Test func aMistakeInAFunctionIsItsDiagnosis() throws {
    try withTemporaryFolder { folder in
      _ = #expect(throws: Diagnosis.self) {
        try SavedModel.save(Subtraction(), to: folder + "/saved", functions: [.call(TensorSpec("x", [nil, 3]))])
      }
    }
  }
}
