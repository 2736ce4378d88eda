import ApusTesting
import Testing

@testable import ApusGraph

/// Gradients of what all steps of a scan share: their products are made behind the loop.
@Suite struct SharedCotangentTests {
  typealias Step = @Sendable (_ carry: Node, _ x: Node, _ weight: Node) -> (Node, Node)

  /// How a step uses the weight, of which shape that is, and how many products the loop backward is left with.
  struct Use: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let weight: TensorShape
    let productsInLoop: Int
    var isReversed = false
    let step: Step

    init(_ name: String, _ weight: TensorShape, productsInLoop: Int, isReversed: Bool = false, _ step: @escaping Step) {
      (testDescription, self.weight, self.productsInLoop) = (name, weight, productsInLoop)
      (self.isReversed, self.step) = (isReversed, step)
    }
  }

  /// Carried values and elements are `[2, 3]`.
  static let uses = [
    Use("once", [3, 3], productsInLoop: 1) { h, x, w in
      let next = (.matrixProduct(h, w) + x).tanh()
      return (next, next * h)
    },
    Use("once, backwards", [3, 3], productsInLoop: 1, isReversed: true) { h, x, w in
      let next = (.matrixProduct(h, w) + x).tanh()
      return (next, next * h)
    },
    Use("twice", [3, 3], productsInLoop: 3) { h, x, w in
      let next = (.matrixProduct(h, w) + .matrixProduct((h * x).tanh(), w)).tanh()
      return (next, .matrixProduct(next, w))
    },
    Use("turned", [3, 3], productsInLoop: 1) { h, x, w in
      let next = (.matrixProduct(h, w.transposed(permutation: [1, 0])) + x).tanh()
      return (next, next)
    },
    Use("on the left", [2, 2], productsInLoop: 1) { h, x, w in ((.matrixProduct(w, h) * x).tanh(), x) },
    Use("of elements alone", [3, 3], productsInLoop: 1) { h, x, w in ((h + .matrixProduct(x, w)).tanh(), h) },
    Use("in a product and for itself", [3, 3], productsInLoop: 1) { h, x, w in
      let scale = (h.sum(along: [0, 1]).broadcast(to: [3, 3]) * w).tanh()
      return ((.matrixProduct(h, w) + x).tanh(), scale)
    },
    Use("in batches", [3, 4, 4], productsInLoop: 1) { h, x, w in
      let spread = Node.make(Broadcast(to: [2, 3, 4], axes: [0, 1]), [h])
      let product = DotGeneral(leftBatch: [1], rightBatch: [0], leftContracting: [2], rightContracting: [1])
      let made = Node.make(product, [spread, w]).tanh()  // [3, 2, 4]
      return (made.sum(along: [2]).transposed(permutation: [1, 0]) + x, x)
    },
    Use("in a product that is large for it", [3, 1], productsInLoop: 2) { h, x, w in
      let spread = h.broadcast(to: [50, 2, 3]).reshaped(to: [100, 3])
      let made = Node.matrixProduct(spread, w).tanh().reshaped(to: [50, 2, 1]).sum(along: [0]) * 0.02
      return (made.broadcast(to: [2, 3]) * x, x)
    },
    Use("in a loop of a step", [3, 3], productsInLoop: 1) { h, x, w in
      let inner = Node.scan([h], over: [Node.make(Broadcast(to: [3, 2, 3], axes: [1, 2]), [x])]) { carry, x in
        ([(.matrixProduct(carry[0], w) + x[0]).tanh()], [])
      }
      return (inner.carry[0], .matrixProduct(h, w))
    },
  ]

  private static let count = 5

  private func inputs(_ use: Use) throws -> [HostArray] {
    try [TensorShape([2, 3]), [Self.count, 2, 3], use.weight].enumerated().map {
      try .random(TensorType(.float64, $1), Values(-1...1), seed: UInt64($0))
    }
  }

  private func total(_ last: Node, _ stacked: Node) -> Node {
    (last * last).sum(along: [0, 1]) + stacked.sum(along: Array(stacked.shape.indices))
  }

  private func rolled(_ use: Use, _ x: [Node]) -> Node {
    let made = Node.scan([x[0]], over: [x[1]], reversed: use.isReversed) { carry, element in
      let (next, output) = use.step(carry[0], element[0], x[2])
      return ([next], [output])
    }
    return total(made.carry[0], made.stacked[0])
  }

  private func element(_ array: Node, _ place: Int) -> Node { array.sliced(place..<place + 1, alongAxis: 0).reshaped(to: [2, 3]) }

  private func unrolled(_ use: Use, _ x: [Node]) -> Node {
    var carry = x[0]
    var outputs: [Node] = []
    for place in 0..<Self.count {
      let (next, output) = use.step(carry, element(x[1], use.isReversed ? Self.count - 1 - place : place), x[2])
      carry = next
      outputs.append(output.sum(along: Array(output.shape.indices)))
    }
    return outputs.dropFirst().reduce((carry * carry).sum(along: [0, 1]) + outputs[0], +)
  }

  private func gradients(_ value: Node, _ x: [Node]) -> [Node] {
    zip(ReverseSweep(of: value).gradients(withRespectTo: x), x).map { $0 ?? $1.zeros }
  }

  /// Values, gradients, and the gradients of a number that gradients make.
  private func all(_ function: ([Node]) -> Node, _ x: [Node]) -> [Node] {
    let value = function(x), first = gradients(value, x)
    let slope = first.map { ($0 * $0).sum(along: Array($0.shape.indices)) }
    return [value] + first + gradients(slope.dropFirst().reduce(slope[0], +), x)
  }

  @Test(arguments: uses) func gradientsAreThoseOfTheUnrolledLoop(_ use: Use) throws {
    let inputs = try inputs(use)
    let expected = try computed(inputs) { x in all({ unrolled(use, $0) }, x) }.map { try $0.doubles() }
    var made = [try computed(inputs) { x in all({ rolled(use, $0) }, x) }]
    if TestDevice.isAvailable { made.append(try computedOnDevice(inputs) { x in all({ rolled(use, $0) }, x) }) }
    for values in made {
      for (a, b) in zip(try values.map { try $0.doubles() }, expected) {
        #expect(a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-10 * max(1, abs($1)) })
      }
    }
  }

  @Test(arguments: uses) func productsOfAllStepsAreOneBehindTheLoop(_ use: Use) throws {
    let types = try inputs(use).map(\.type)
    let program = try Program(tracing: { x in gradients(rolled(use, x), x)[2] }, types)
    let backward = try #require(program.instructions.last { $0.operation is Scan }?.operation as? Scan)
    #expect(backward.body.program.instructions.count { $0.operation is DotGeneral } == use.productsInLoop)
  }
}
