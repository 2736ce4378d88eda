import ApusTesting
import Testing

@testable import ApusGraph

/// Steps of gradient descent that oneDNN takes while it multiplies. `OperationTable` compares the operation with its definition.
@Suite(
  .enabled(if: TestDevice.isAvailable, TestDevice.needed),
  .enabled(if: OneDNN.shared != nil, "oneDNN is not installed: apt install libdnnl3, or libdnnl2")
)
struct ProductDescentTests {
  struct Layer: Sendable, CustomTestStringConvertible {
    let input: TensorShape, weight: TensorShape
    var testDescription: String { "\(input) • \(weight)" }
    var types: [TensorType] { [weight, input, .scalar].map { TensorType(.float32, $0) } }

    /// From weight, input and rate: the weight after a step along the gradient of the results' squares, and the input's gradient.
    func step(_ x: [Node]) -> [Node] {
      let weight = Node.make(Identity(), [x[0]])
      let result = Node.make(DotGeneral(leftContracting: [input.rank - 1], rightContracting: [0]), [x[1], weight])
      let gradients = ReverseSweep(of: result, seed: result).gradients(withRespectTo: [weight, x[1]]).compactMap { $0 }
      return [x[0].minus(gradients[0], times: x[2]), gradients[1]]
    }
  }

  /// More rows than columns and fewer, sides that no vector divides, one slice and several, an input of three axes.
  static let layers = [
    Layer(input: [50, 200], weight: [200, 100]), Layer(input: [33, 61], weight: [61, 300]), Layer(input: [32, 784], weight: [784, 512]),
    Layer(input: [4, 20, 90], weight: [90, 70]),
  ]

  @Test(arguments: layers) func itIsTheDefinition(_ layer: Layer) throws {
    let program = try Program(tracingMany: layer.step, layer.types)
    let operands = try layer.types.enumerated().map { try HostArray.random($1, Values(0.1...0.9), seed: UInt64($0 + 1)) }
    let expected = try program.evaluate(operands), computed = try TestDevice.run(program, operands)
    // The gradient is a sum of sums, in another order.
    for (result, reference) in zip(computed, expected) {
      #expect(try Tolerance(factor: 256, floor: 1).difference(reference, result) == nil)
    }
  }

  /// Its gradient is no array, and the gradient of the input, which reads the old weight, comes first.
  @Test(arguments: layers) func aLayersStepIsACallInPlace(_ layer: Layer) throws {
    let program = try Program(tracingMany: layer.step, layer.types), descending = program.descendingAlongProducts().orderingUpdates()
    let update = try #require(descending.instructions.first { $0.operation is ProductDescent })
    #expect(update.operands.count == 5)
    #expect(descending.instructions.count == program.instructions.count - 1)
    let text = try program.stableHLO()
    #expect(text.contains("@apus_product_descent") && text.contains("output_operand_alias"))
    #expect(program.donors(among: [true]).map { [$0.input, $0.output] } == [[0, 0]])
    #expect(try !program.stableHLO(style: .portable).contains("custom_call"))
  }

  /// A gradient that somebody reads, one that is rounded, one whose product XLA makes faster, momentum.
  @Test func whatStaysAsItIs() throws {
    let layer = Self.layers[0]
    func isLeft(_ types: [TensorType], _ function: ([Node]) -> [Node]) throws -> Bool {
      try !Program(tracingMany: function, types).descendingAlongProducts().instructions.contains { $0.operation is ProductDescent }
    }
    func descent(_ x: [Node], _ product: DotGeneral) -> [Node] {
      let gradient = Node.make(product, [x[1], x[1]])
      return [x[0].minus(gradient, times: x[2]), gradient]
    }
    let product = DotGeneral(leftContracting: [0], rightContracting: [0])
    let square = [TensorType(.float32, [200, 200])] + layer.types.dropFirst()
    #expect(try !isLeft(square) { [descent($0, product)[0]] })
    #expect(try isLeft(square) { descent($0, product) })
    var rounded = product
    rounded.roundedTo = .bfloat16
    #expect(try isLeft(square) { [descent($0, rounded)[0]] })
    #expect(try isLeft(Layer(input: [4, 10], weight: [10, 10]).types) { x in [descent([x[2] + x[0], x[1], x[2]], product)[0]] })
    #expect(try isLeft(square) { x in [x[0].minus(.make(product, [x[1], x[1]]), times: x[2], keeping: x[2])] })
  }

  @Test(arguments: [
    (["8x8", "8x16", "16x8"], "8x9"), (["8x9", "8x16", "16x8"], "8x8"), (["64", "8x16", "16x8"], "8x8"), (["8x8", "8x16"], "8x8"),
    (["8x8", "8x16", "8x16"], "8x8"),
  ])
  func aCallThatDoesNotFitIsRefused(_ operands: [String], _ result: String) throws {
    try CustomCallRegistry.makeKnownToPlugin(ProductDescent.target, ProductDescent.handler)
    let message = try TestDevice.refusal(ProductDescent.target, operands, "transposed = array<i64: 0, 0>", to: result)
    #expect(message.contains("operands that do not fit"))
  }
}
