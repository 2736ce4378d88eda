import ApusTesting
import Testing

@testable import ApusGraph

/// A step of Adam as one call that works in place. `OperationTable` compares it with the definition.
@Suite(.enabled(if: TestDevice.isAvailable, TestDevice.needed)) struct AdamStepTests {
  private static let weight = TensorType(.float32, [200, 100])
  private static let types =
    [weight, weight, weight, TensorType(.float32, [50, 200])]
    + [TensorType](
      repeating: TensorType(.float32, []), count: 6)

  /// A layer's gradients and the step of its weight: parameter, means, input and six numbers to new ones and the input's gradient.
  private static func step(_ x: [Node]) -> [Node] {
    let weight = Node.make(Identity(), [x[0]]), product = DotGeneral(leftContracting: [1], rightContracting: [0])
    let result = Node.make(product, [x[3], weight])
    let gradients = ReverseSweep(of: result, seed: result).gradients(withRespectTo: [weight, x[3]]).compactMap { $0 }
    let numbers = AdamNumbers(gradientShare: x[4], squareShare: x[5], rate: x[6], rootFactor: x[7], epsilon: x[8], kept: x[9])
    return x[0].adamStep(along: gradients[0], means: (x[1], x[2]), numbers) + [gradients[1]]
  }

  @Test func whatItChangesGivesItsMemory() throws {
    let program = try Program(tracingMany: Self.step, Self.types)
    #expect(program.donors(among: [true, true, true]).map { [$0.input, $0.output] } == [[0, 0], [1, 1], [2, 2]])
  }

  /// The gradient of the input reads the weight, and nothing else says that it comes before the weight's update.
  @Test func whateverReadsTheOldParameterComesFirst() throws {
    let program = try Program(tracingMany: Self.step, Self.types).orderingUpdates()
    let (index, update) = try #require(program.instructions.enumerated().first { $0.element.operation is AdamStep })
    let others = update.operands.dropFirst(10)
    #expect(update.operation.name == "adamStep" && others.count == 1)
    #expect(program.outputs[3] == others.first)
    #expect(others.allSatisfy { !$0.isInput && $0.index < index })
  }

  @Test func itIsExportedAsWhatItIsMadeOf() throws {
    let program = try Program(tracingMany: Self.step, Self.types)
    #expect(try program.stableHLO().contains("@apus_adam_step"))
    #expect(try !program.stableHLO(style: .portable).contains("custom_call"))
  }

  @Test func theCallComputesWhatTheReferenceDoes() throws {
    let program = try Program(tracingMany: Self.step, Self.types)
    let operands = try Self.types.enumerated().map { try HostArray.random($1, Values(0.1...0.9), seed: UInt64($0 + 1)) }
    let expected = try program.evaluate(operands), computed = try TestDevice.run(program, operands)
    // The gradient is a sum of sums, in another order, and its square has twice its error.
    for (result, reference) in zip(computed, expected) {
      #expect(try Tolerance(factor: 256, floor: 1).difference(reference, result) == nil)
    }
  }

  @Test(arguments: [
    (["4", "4", "4", "4", "", "", "", "", ""], "4"), (["4", "4", "4", "5", "", "", "", "", "", ""], "4"),
    (["4", "4", "4", "4", "", "", "", "", "", "1"], "4"), (["4", "4", "4", "4", "", "", "", "", "", ""], "5"),
  ])
  func aCallThatDoesNotFitIsRefused(_ operands: [String], _ result: String) throws {
    try CustomCallRegistry.makeKnownToPlugin(AdamStep.target, AdamStep.handler)
    #expect(try TestDevice.refusal(AdamStep.target, operands, toAll: [result, result, "4"]).contains("operands that do not fit"))
    #expect(
      try TestDevice.refusal(AdamStep.target, ["4", "4", "4", "4", "", "", "", "", "", ""], toAll: ["4", "4"]).contains("do not fit"))
  }
}
