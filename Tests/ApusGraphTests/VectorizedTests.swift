import ApusTesting
import Testing

@testable import ApusGraph

/// Every operation on many examples at once gives what it gives for each.
@Suite struct VectorizedTests {
  @Test(arguments: OperationTable.rows)
  func manyExamplesGiveWhatEachGives(_ row: OperationRow) throws {
    for trial in try row.trials() where !trial.operands.isEmpty && trial.operands.allSatisfy({ $0.count < 300 }) {
      let count = trial.operands.count
      // All operands differ from example to example, or one of them alone.
      for differing in [Array(0..<count)] + (count > 1 ? (0..<count).map { [$0] } : []) {
        let expected = try expected(trial, differing), actual = try actual(trial, differing)
        let difference = try row.tolerance.difference(expected, actual)
        #expect(difference == nil, "\(trial), operands \(differing): \(difference ?? "")")
      }
    }
  }

  /// What has no rule for examples that differ in every operand, and goes one by one in a loop.
  @Test func fewOperationsGoOneByOne() throws {
    let loops = OperationTable.rows.filter { row in
      guard let trial = try? row.trials().first, !trial.operands.isEmpty else { return false }
      let operands = trial.operands.map { ExampleOperand(.placeholder($0.type.stacked(2)), differs: true, count: 2) }
      if let tuple = trial.operation as? any TupleOperation { return tuple.vectorizedResults(operands) == nil }
      return trial.operation.vectorized(operands) == nil
    }
    let names: Set = ["CustomCall", "RandomBits", "WhileLoop", "WithDerivative"]
    #expect(Set(loops.map(\.name)) == names)
  }

  /// A second example whose elements are those of the first in reverse, so that they are of the same kind.
  private func examples(_ trial: Trial) throws -> [(HostArray, HostArray)] {
    try trial.operands.map { operand in
      (operand, try computed([operand]) { [.make(Reverse(axes: Array($0[0].shape.indices)), $0)] }[0])
    }
  }

  private func expected(_ trial: Trial, _ differing: [Int]) throws -> HostArray {
    let pairs = try examples(trial)
    let results = try [0, 1].map { example in
      let operands = pairs.enumerated().map { example == 1 && differing.contains($0) ? $1.1 : $1.0 }
      return try Program(tracing: trial.apply, operands.map(\.type)).evaluate(operands)[0]
    }
    return try computed(results) { [.stacking($0)] }[0]
  }

  private func actual(_ trial: Trial, _ differing: [Int]) throws -> HostArray {
    let pairs = try examples(trial)
    let inputs = try pairs.enumerated().map { index, pair in
      differing.contains(index) ? try computed([pair.0, pair.1]) { [.stacking($0)] }[0] : pair.0
    }
    return try computed(inputs) { nodes in
      let parameters = trial.operands.map { Node.placeholder($0.type) }
      let body = try? Region(parameters, [trial.apply(parameters)])
      let operands = nodes.enumerated().map { ExampleOperand($1, differs: differing.contains($0), count: 2) }
      return body.map { $0.vectorized(operands, count: 2).map(\.spread) } ?? []
    }[0]
  }
}

extension Node {
  fileprivate static func stacking(_ nodes: [Node]) -> Node {
    .make(Concatenate(axis: 0), nodes.map { $0.reshaped(to: [1] + $0.shape) })
  }
}
