import ApusTesting
import Foundation
import Testing

@testable import ApusGraph

/// The cotangent of an array that was taken apart.
@Suite struct PaddedPieceTests {
  struct Cut: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Ranges along an axis of `[6, 4]`.
    let slices: [(axis: Int, range: Range<Int>)]
    /// How many operations of each name the gradient has.
    let operations: [String: Int]
  }

  static let cuts = [
    Cut(testDescription: "side by side", slices: [(0, 0..<2), (0, 2..<5), (0, 5..<6)], operations: ["concatenate": 1]),
    Cut(testDescription: "in another order", slices: [(1, 3..<4), (1, 0..<1), (1, 1..<3)], operations: ["concatenate": 1]),
    Cut(testDescription: "a part of it", slices: [(0, 1..<2), (0, 2..<4)], operations: ["concatenate": 1, "pad": 1]),
    Cut(testDescription: "with a gap", slices: [(0, 0..<2), (0, 3..<6)], operations: ["pad": 2, "add": 1]),
    Cut(testDescription: "twice the same", slices: [(0, 0..<2), (0, 0..<2)], operations: ["pad": 2, "add": 1]),
    Cut(
      testDescription: "along two axes", slices: [(0, 0..<3), (0, 3..<6), (1, 1..<2)], operations: ["concatenate": 1, "pad": 1, "add": 1]),
    Cut(testDescription: "nothing of it too", slices: [(0, 0..<3), (0, 3..<3), (0, 3..<6)], operations: ["concatenate": 1]),
  ]

  private func gradient(_ cut: Cut, _ x: Node) -> Node {
    let sums = cut.slices.enumerated().map { number, slice in
      let part = x.sliced(slice.range, alongAxis: slice.axis)
      return (part.exp() * Double(number + 1)).sum(along: [0, 1])
    }
    return ReverseSweep(of: sums.dropFirst().reduce(sums[0], +)).gradients(withRespectTo: [x])[0] ?? x.zeros
  }

  @Test(arguments: cuts) func slicesGiveBackTheirPartsOfTheGradient(_ cut: Cut) throws {
    let x = try HostArray.random(TensorType(.float64, [6, 4]), seed: 1)
    let values = try x.doubles()
    var expected = [Double](repeating: 0, count: 24)
    for (number, slice) in cut.slices.enumerated() {
      for place in 0..<24 where slice.range.contains(slice.axis == 0 ? place / 4 : place % 4) {
        expected[place] += Double(number + 1) * exp(values[place])
      }
    }
    let made = try computed([x]) { [gradient(cut, $0[0])] }[0].doubles()
    for (a, b) in zip(made, expected) { #expect(abs(a - b) <= 1e-12) }
  }

  @Test(arguments: cuts) func neighboursAreNotAdded(_ cut: Cut) throws {
    let program = try Program(tracing: { gradient(cut, $0[0]) }, [TensorType(.float64, [6, 4])])
    for name in ["concatenate", "pad", "add"] {
      #expect(program.instructions.count { $0.operation.name == name } == cut.operations[name, default: 0], "\(name)")
    }
  }
}
