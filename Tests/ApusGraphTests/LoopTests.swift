import ApusTesting
import Testing

@testable import ApusGraph

/// How programs with loops are made.
@Suite struct LoopTests {
  private let vector = TensorType(.float64, [3])

  /// A recurrence over `arguments[1]` with the weights `arguments[2]`.
  private func recurrence(_ arguments: [Node]) -> Node {
    let made = Node.scan([arguments[0]], over: [arguments[1]]) { carry, x in
      let next = (carry[0] * arguments[2].exp() + x[0]).tanh()
      return ([next], [next * carry[0]])
    }
    return made.carry[0].sum(along: [0]) + made.stacked[0].sum(along: [0, 1])
  }

  private func count(_ text: String, in program: Program) throws -> Int { try program.stableHLO().ranges(of: "stablehlo.\(text)").count }

  @Test func valueAndGradientTakeTwoLoops() throws {
    let program = try Program(
      tracingMany: { arguments in
        let value = recurrence(arguments)
        return [value] + ReverseSweep(of: value).gradients(withRespectTo: arguments).compactMap(\.self)
      }, [vector, vector.stacked(5), vector])
    #expect(try count("while\"", in: program) == 2)
    #expect(program.outputs.count == 4)
  }

  @Test func secondDerivativesComputeNoLoopTwice() throws {
    let program = try Program(
      tracingMany: { arguments in
        let value = recurrence(arguments)
        let slopes = ReverseSweep(of: value).gradients(withRespectTo: arguments).compactMap(\.self)
        let slope = slopes.dropFirst().reduce(slopes[0].sum(along: [0])) { $0 + $1.sum(along: Array($1.shape.indices)) }
        return [value, slope] + ReverseSweep(of: slope).gradients(withRespectTo: arguments).compactMap(\.self)
      }, [vector, vector.stacked(5), vector])
    // Forward, back, and the derivatives of both.
    #expect(try count("while\"", in: program) == 4)
  }

  @Test func whatDoesNotDependOnTheStepIsComputedOutside() throws {
    let program = try Program(tracing: recurrence, [vector, vector.stacked(5), vector])
    let scans = program.instructions.compactMap { $0.operation as? Scan }
    #expect(scans.count == 1)
    #expect(scans[0].body.program.instructions.map(\.operation.name) == ["multiply", "add", "tanh", "multiply"])
    #expect(program.instructions.map(\.operation.name).contains("exp"))
  }

  @Test func numbersInABodyAreInputsWhenTheyChange() throws {
    let programs = try [2.0, 3].map { factor in
      try Program(
        tracing: { x in Node.scan([x[0]], over: [x[1]]) { ([$0[0] * factor + $1[0]], []) }.carry[0] }, [vector, vector.stacked(2)])
    }
    let bodies = programs.map { $0.instructions.compactMap { ($0.operation as? Scan)?.body } }
    #expect(bodies[0] == bodies[1])
    #expect(programs[0].promotingConstants().inputs.count == 3)
  }

  @Test func equalBodiesAreOneOperationAndOthersAreNot() throws {
    let sum = { Region.of([vector, vector]) { [$0[0] + $0[1]] } }
    #expect(sum() == sum())
    #expect(sum() != Region.of([vector, vector]) { [$0[1] + $0[0]] })
    #expect(sum() != Region.of([vector, vector]) { [$0[0] - $0[1]] })
    #expect(Region.of([vector]) { [$0[0] + 1] } != Region.of([vector]) { [$0[0] + 2] })
  }

  @Test func loopsNestInLoopsAndBranches() throws {
    let types = [TensorType(.float64, []), TensorType(.float64, [3, 4]), TensorType(.int32, [])]
    let function = { (x: [Node]) -> [Node] in
      let rows = Node.scan([x[0]], over: [x[1]]) { outer, row in
        let inner = Node.scan([outer[0]], over: [row[0]], reversed: true) { ([$0[0] * 0.5 + $1[0]], [$0[0] * x[0]]) }
        return ([inner.carry[0]], [inner.stacked[0]])
      }
      return [rows.carry[0], rows.stacked[0].sum(along: [0, 1])]
    }
    let inputs = try types.enumerated().map { try HostArray.random($1, Values(-1...1), seed: UInt64($0)) }
    let slopes = { (x: [Node]) -> [Node] in
      let values = function(x)
      return values + ReverseSweep(of: values[0] * values[1]).gradients(withRespectTo: [x[0], x[1]]).compactMap(\.self)
    }
    let onHost = try computed(inputs, slopes).map { try $0.doubles() }
    var state = try inputs[0].doubles()[0]
    let start = state
    var total = 0.0
    for row in 0..<3 {
      for column in (0..<4).reversed() {
        total += state * start
        state = state * 0.5 + (try inputs[1].doubles()[row * 4 + column])
      }
    }
    #expect(abs(onHost[0][0] - state) < 1e-12 && abs(onHost[1][0] - total) < 1e-12)
    #expect(onHost[2].count == 1 && onHost[3].count == 12)
    if TestDevice.isAvailable {
      let onDevice = try computedOnDevice(inputs, slopes).map { try $0.doubles() }
      for (a, b) in zip(onHost.flatMap(\.self), onDevice.flatMap(\.self)) { #expect(abs(a - b) < 1e-10) }
    }
  }

  @Test func aLoopOfAMillionStepsNeedsNoStack() throws {
    let steps = 1_000_000
    let result = try computed([try HostArray([0.0], shape: []), .repeating(1.0, shape: [steps])]) { x in
      Node.scan([x[0]], over: [x[1]]) { ([$0[0] + $1[0]], []) }.carry
    }
    #expect(try result[0].doubles() == [1e6])
  }

  @Test func programsWithLoopsDoNotKeepRulesAlive() throws {
    final class Witness: Sendable {}
    weak var witness: Witness?
    let program = try {
      let kept = Witness()
      witness = kept
      return try Program(
        tracing: { x in
          Node.scan([x[0]], over: [x[1]]) { carry, _ in
            ([Node.withDerivative(carry[0], of: [carry[0]]) { cotangent in withExtendedLifetime(kept) { [cotangent] } }], [])
          }.carry[0]
        }, [vector, vector.stacked(2)])
    }()
    #expect(program.outputs.count == 1)
    #expect(witness == nil)
  }
}
