import ApusTesting
import Testing

@testable import ApusGraph

/// StableHLO for others: the same numbers, in the operations that they know.
@Suite struct PortableLoweringTests {
  /// Functions of this process, which no other program has.
  private static let calls: Set<String> = [
    "CustomCall", "Cholesky", "Determinant", "Eigh", "LogDeterminant", "LUFactors", "QR", "Solve", "SVD", "TriangularSolve",
  ]

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed), arguments: OperationTable.rows.filter { !calls.contains($0.name) })
  func everyOperationMeansTheSame(row: OperationRow) throws {
    // Without special numbers: StableHLO's maximum is NaN where one operand is, and the plugin's is not.
    var row = row
    row.specials = []
    let trials = try row.trials().filter { try $0.operands.allSatisfy { try $0.doubles().allSatisfy { !$0.isNaN } } }
    let program = try Program(
      tracingMany: { nodes in
        var rest = nodes[...]
        return trials.map { trial in
          defer { rest = rest.dropFirst(trial.operands.count) }
          return trial.apply(Array(rest.prefix(trial.operands.count)))
        }
      }, trials.flatMap { $0.operands.map(\.type) })
    let inputs = trials.flatMap(\.operands)
    // What is written as for the plugin is tried by `OperationTests`.
    let texts = Set([try program.stableHLO(style: .portable), try program.portable().stableHLO(style: .portable)])
    for text in try texts.subtracting([program.stableHLO()]) {
      let module = try ForeignModule(Array(text.utf8), inputs: program.inputs, outputs: program.outputTypes)
      let results = try module.run(inputs.map { Node.leaf($0) }).map { try Context.local.engine.read($0) }
      for (trial, (reference, result)) in zip(trials, zip(try program.evaluate(inputs), results)) {
        let difference = try row.tolerance.difference(reference, result)
        #expect(difference == nil, "\(trial): reference \(difference ?? "")")
      }
    }
  }

  @Test func aFunctionOfThisProcessIsRefused() throws {
    for row in OperationTable.rows where Self.calls.contains(row.name) {
      let trial = try #require(try row.trials().first { try $0.result().type.elementCount > 0 })
      let program = try Program(tracing: trial.apply, trial.operands.map(\.type))
      #expect(throws: Mistake.self, "\(row.name)") { try program.stableHLO(style: .portable) }
    }
  }

  @Test func networksAreWrittenInTheirOwnOperations() throws {
    let program = try Program(
      tracing: { operands in
        let convolution = Node.make(Convolution([.init(padding: (1, 1)), .init(padding: (1, 1))]), [operands[0], operands[1]]).relu()
        let none = [Int](repeating: 0, count: 4).map { ($0, $0) }
        let pooled = convolution.maxPooled(window: [1, 2, 2, 1], strides: [1, 2, 2, 1], padding: none.map { (low: $0.0, high: $0.1) })
        return pooled.averagePooled(window: [1, 2, 2, 1], strides: [1, 2, 2, 1], padding: none.map { (low: $0.0, high: $0.1) })
          .withBarrier()
      }, [TensorType(.float32, [8, 32, 32, 1]), TensorType(.float32, [3, 3, 1, 6])])
    let operations = try program.stableHLO(style: .portable).matches(of: /(?:stablehlo)\.(\w+)/).map { String($0.1) }
    #expect(Set(operations) == ["convolution", "constant", "maximum", "reduce_window", "return", "add", "divide"])
    #expect(try program.stableHLO().contains("stablehlo.case"))
  }
}
