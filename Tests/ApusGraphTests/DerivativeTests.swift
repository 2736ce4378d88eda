import ApusTesting
import Testing

@testable import ApusGraph

/// Derivatives where finite differences cannot look: at kinks, ties, zeros and poles.
@Suite struct DerivativeTests {
  private func gradients(_ operands: [[Double]], _ function: ([Node]) -> Node) throws -> [[Double]] {
    let arrays = try operands.map { try HostArray($0, shape: [$0.count]) }
    let program = try Program(
      tracingMany: { arguments in
        let gradients = ReverseSweep(of: function(arguments)).gradients(withRespectTo: arguments)
        return zip(gradients, arguments).map { $0 ?? $1.like(0) }
      }, arrays.map(\.type))
    return try program.evaluate(arrays).map { try $0.doubles() }
  }

  @Test func equalOperandsOfAMaximumShareTheCotangent() throws {
    #expect(try gradients([[1, 2, 3], [3, 2, 1]]) { Node.maximum($0[0], $0[1]) } == [[0, 0.5, 1], [1, 0.5, 0]])
    #expect(try gradients([[1, 2, 3], [3, 2, 1]]) { Node.minimum($0[0], $0[1]) } == [[1, 0.5, 0], [0, 0.5, 1]])
  }

  @Test func equalElementsOfAReductionShareTheCotangent() throws {
    #expect(try gradients([[3, 1, 3, 2]]) { $0[0].max(along: [0]) } == [[0.5, 0, 0.5, 0]])
    #expect(try gradients([[1, 1, 1, 2]]) { $0[0].min(along: [0]) } == [[1.0 / 3, 1.0 / 3, 1.0 / 3, 0]])
  }

  @Test func aProductIsDifferentiatedWhereFactorsAreZero() throws {
    #expect(try gradients([[2, 3, 4]]) { $0[0].product(along: [0]) } == [[12, 8, 6]])
    #expect(try gradients([[2, 0, 4]]) { $0[0].product(along: [0]) } == [[0, 8, 0]])
    #expect(try gradients([[0, 0, 4]]) { $0[0].product(along: [0]) } == [[0, 0, 0]])
  }

  @Test func aProductHasASecondDerivativeWhereFactorsAreZero() throws {
    // d/dx of the gradient's element at the zero: 0·1·4 has the mixed derivatives 4 and 1 there.
    let second = try gradients([[0, 1, 4]]) { arguments in
      let first = ReverseSweep(of: arguments[0].product(along: [0])).gradients(withRespectTo: arguments)[0]
      return (first ?? arguments[0]).sliced(from: [0], to: [1])
    }
    #expect(second == [[0, 4, 1]])
  }

  @Test func aPowerIsDifferentiatedAtZeroAndBelow() throws {
    #expect(try gradients([[0, -3, 0], [2, 2, 0]]) { Node.power($0[0], $0[1]) } == [[0, -6, 0], [0, 0, 0]])
  }

  @Test func anAbsoluteValueHasTheDerivativeZeroAtZero() throws {
    #expect(try gradients([[-2, 0, 2]]) { $0[0].abs() } == [[-1, 0, 1]])
  }

  @Test func aClampPassesTheCotangentAtItsBounds() throws {
    let result = try gradients([[-1, -1, -1, -1, -1], [-2, -1, 0, 1, 2], [1, 1, 1, 1, 1]]) { $0[1].clamped(from: $0[0], to: $0[2]) }
    #expect(result == [[1, 0, 0, 0, 0], [0, 1, 1, 1, 0], [0, 0, 0, 0, 1]])
  }

  @Test func aClampBetweenCrossedBoundsDependsOnTheHighOne() throws {
    let result = try gradients([[2, 2, 2], [0, 1.5, 3], [1, 1, 1]]) { $0[1].clamped(from: $0[0], to: $0[2]) }
    #expect(result == [[0, 0, 0], [0, 0, 0], [1, 1, 1]])
  }

  @Test func broadcastOperandsCollectTheCotangentsOfTheirCopies() throws {
    let result = try gradients([[2], [1, 2, 3]]) { ($0[0] * $0[1]).sum(along: [0]) }
    #expect(result == [[6], [2, 2, 2]])
  }
}
