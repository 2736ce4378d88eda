import Testing

@testable import ApusGraph

@Suite struct CustomDerivativeTests {
  private let type = TensorType(.float64, [2])

  @Test func theDerivativeWrittenByHandCountsAndNoOther() throws {
    let results = try computed([HostArray([3.0, -1], shape: [2])]) { operands in
      let x = operands[0]
      let y = Node.withDerivative(x * x, of: [x]) { [$0 * 10 * x] }
      let first = ReverseSweep(of: y).gradients(withRespectTo: [x])[0] ?? y
      return [y, first, ReverseSweep(of: first).gradients(withRespectTo: [x])[0] ?? y]
    }
    #expect(results.map { $0.array(of: Double.self) } == [[9, 1], [30, -10], [10, 10]])
  }

  @Test func anInputWithoutInfluenceGetsNoCotangent() {
    let x = Node.placeholder(type), y = Node.placeholder(type)
    let value = Node.withDerivative(x * y, of: [x, y]) { [$0, nil] }
    let gradients = ReverseSweep(of: value).gradients(withRespectTo: [x, y])
    #expect(gradients[0] != nil && gradients[1] == nil)
  }

  @Test func allRulesAreOneToTheProgramCache() throws {
    let programs = try [1.0, 2].map { factor in
      try Program(tracing: { x in .withDerivative(x[0].exp(), of: x) { [$0 * factor] } }, [type])
    }
    #expect(try programs[0].stableHLO() == programs[1].stableHLO())
    #expect(WithDerivative(rule: .init { cotangent, _, _ in [cotangent] }) == WithDerivative(rule: nil))
  }

  @Test func programsDoNotKeepRulesAlive() throws {
    final class Witness: Sendable {}
    weak var witness: Witness?
    let program = try {
      let kept = Witness()
      witness = kept
      return try Program(
        tracing: { operands in
          Node.withDerivative(operands[0], of: [operands[0]]) { cotangent in withExtendedLifetime(kept) { [cotangent] } }
        }, [type])
    }()
    #expect(program.instructions.count == 1)
    #expect(witness == nil)
  }

  @Test func tooFewCotangentsAreRefused() {
    let x = Node.placeholder(type)
    let gradient = ReverseSweep(of: Node.withDerivative(x.exp(), of: [x]) { _ in [] }).gradients(withRespectTo: [x])[0]
    #expect(
      gradient?.diagnosis?.mistake
        == .argument(
          function: "withDerivative", problem: "the derivative gives 0 cotangents for 1 inputs",
          hint: "give one for each input, nil where there is none"))
  }
}
