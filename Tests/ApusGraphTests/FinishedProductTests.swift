import ApusTesting
import Foundation
import PJRT
import Synchronization
import Testing

@testable import ApusGraph

/// Products with a bias and a `Relu`, or with the derivative of one, that oneDNN computes. `OperationTable` compares the operation with
/// its definition in the reference evaluations.
@Suite(
  .enabled(if: TestDevice.isAvailable, TestDevice.needed),
  .enabled(if: OneDNN.shared != nil, "oneDNN is not installed: apt install libdnnl3, or libdnnl2")
)
struct FinishedProductTests {
  struct Layers: Sendable, CustomTestStringConvertible {
    let input: TensorShape
    let units: [Int]
    var roundedTo: DType?
    var testDescription: String { "\(input) to \(units)" + (roundedTo.map { " in \($0)" } ?? "") }

    var types: [TensorType] {
      let sides = [input[input.rank - 1]] + units
      return [TensorType(.float32, input)]
        + zip(sides, units).flatMap { [TensorType(.float32, [$0, $1]), TensorType(.float32, [$1])] }
    }

    /// The result for input, weights and biases, and the gradients of the results' squares.
    func callAsFunction(_ x: [Node]) -> [Node] {
      let product = DotGeneral(leftContracting: [input.rank - 1], rightContracting: [0], roundedTo: roundedTo)
      let parameters = x.map { Node.make(Identity(), [$0]) }
      let result = units.indices.reduce(parameters[0]) { value, layer in
        (.make(product, [value, parameters[2 * layer + 1]]) + parameters[2 * layer + 2]).relu()
      }
      return [result] + ReverseSweep(of: result, seed: result).gradients(withRespectTo: parameters).compactMap { $0 }
    }
  }

  /// More rows than columns and fewer, sides that no vector divides, one slice and several, an input of three axes.
  static let layers = [
    Layers(input: [50, 200], units: [100, 70]), Layers(input: [33, 61], units: [300, 129]), Layers(input: [128, 784], units: [512, 256]),
    Layers(input: [4, 20, 90], units: [70, 80]), Layers(input: [64, 128], units: [96, 80], roundedTo: .bfloat16),
  ]

  private static func finishes(_ program: Program) -> [FinishedProduct.Finish] {
    program.finishingProducts().instructions.compactMap { ($0.operation as? FinishedProduct)?.finish }
  }

  private static func operands(_ layers: Layers) throws -> [HostArray] {
    try layers.types.enumerated().map { try HostArray.random($1, Values(-0.5...0.5), seed: UInt64($0 + 1)) }
  }

  /// The bits of results on the device.
  private static func bits(_ module: String, _ program: Program, _ operands: [HostArray]) throws -> [[UInt32]] {
    let client = try DeviceRuntime.shared.client(), executable = try client.compile(module, signature: program.signature)
    let results = try executable.execute(operands.map { try client.buffer(copying: $0.pointer, type: $0.type.pjrt) })
    return try zip(program.outputTypes, results).map { try HostArray(type: $0, buffer: $1).array(of: Float.self).map(\.bitPattern) }
  }

  /// The same bits as those of a product by oneDNN, a bias and a `Relu`, a NaN among them, which stays one and lets the gradient through.
  @Test(arguments: layers) func itIsItsParts(_ layers: Layers) throws {
    let program = try Program(tracingMany: layers.callAsFunction, layers.types)
    var emitter = Emitter(style: .tuned)
    let arguments = Emitter.arguments(program.inputs), parts = try emitter.emit(program, arguments)
    let apart = emitter.module(arguments, parts)
    #expect(apart.contains("@apus_product(") && !apart.contains("@apus_product_relu"))
    var operands = try Self.operands(layers)
    for nan in [nil, 3] {
      if let nan {
        var bias = operands[2].array(of: Float.self)
        bias[nan] = .nan
        operands[2] = try HostArray(bias, shape: operands[2].type.shape)
      }
      let finished = try Self.bits(program.stableHLO(), program, operands)
      #expect(finished.joined().contains { Float(bitPattern: $0).isNaN } == (nan != nil))
      #expect(try finished == Self.bits(apart, program, operands))
    }
  }

  /// Nothing is left of the bias, the `Relu` and its derivative; that of the last layer has no product behind it.
  @Test(arguments: layers.dropLast()) func aLayersPassesAreCalls(_ layers: Layers) throws {
    let program = try Program(tracingMany: layers.callAsFunction, layers.types)
    #expect(Self.finishes(program) == [.relu, .relu, .reluDerivative])
    let left = program.finishingProducts().instructions.map(\.operation.name)
    #expect(!left.contains("relu") && !left.contains("add") && left.count { $0 == "reluDerivative" } == 1)
    let text = try program.stableHLO()
    #expect(text.contains("@apus_product_relu") && text.contains("@apus_product_masked"))
    #expect(try !program.stableHLO(style: .portable).contains("custom_call"))
  }

  /// A sum or a product that somebody reads, a bias for each row, a product that XLA makes faster.
  @Test func whatStaysAsItIs() throws {
    let matrix = TensorType(.float32, [80, 80]), product = DotGeneral(leftContracting: [1], rightContracting: [0])
    func finishes(_ types: [TensorType], _ function: ([Node]) -> [Node]) throws -> Int {
      try Self.finishes(Program(tracingMany: function, types)).count
    }
    let bias = TensorType(.float32, [80])
    #expect(try finishes([matrix, matrix, bias]) { x in [(x[2] + .make(product, [x[0], x[1]])).relu()] } == 1)
    #expect(
      try finishes([matrix, matrix, bias]) { x in
        let product = Node.make(product, [x[0], x[1]])
        return [(product + x[2]).relu(), product]
      } == 0)
    #expect(
      try finishes([matrix, matrix, bias]) { x in
        let sum = Node.make(product, [x[0], x[1]]) + x[2]
        return [sum.relu(), sum]
      } == 0)
    #expect(try finishes([matrix, matrix, TensorType(.float32, [80, 1])]) { x in [(.make(product, [x[0], x[1]]) + x[2]).relu()] } == 0)
    #expect(try finishes([matrix, matrix, TensorType(.float32, [1])]) { x in [(.make(product, [x[0], x[1]]) + x[2]).relu()] } == 0)
    let small = TensorType(.float32, [8, 8])
    #expect(try finishes([small, small, TensorType(.float32, [8])]) { x in [(.make(product, [x[0], x[1]]) + x[2]).relu()] } == 0)
  }

  /// Threads that have helped look for more, from whichever run it comes.
  @Test func productsOfManyRuns() throws {
    let layers = Self.layers[1]
    let program = try Program(tracingMany: layers.callAsFunction, layers.types), client = try DeviceRuntime.shared.client()
    let operands = try Self.operands(layers)
    let executable = try client.compile(try program.stableHLO(), signature: program.signature)
    let buffers = try operands.map { try client.buffer(copying: $0.pointer, type: $0.type.pjrt) }
    @Sendable func results() throws -> [[Float]] {
      try zip(program.outputTypes, executable.execute(buffers)).map { try HostArray(type: $0, buffer: $1).array(of: Float.self) }
    }
    let expected = try results(), others = Mutex([Result<[[Float]], any Error>]())
    DispatchQueue.concurrentPerform(iterations: 200) { _ in
      let result = Result { try results() }
      others.withLock { $0.append(result) }
    }
    let all = try others.withLock { try $0.map { try $0.get() } }
    #expect(all.count == 200 && all.allSatisfy { $0 == expected })
  }

  @Test(arguments: [
    ("apus_product_relu", ["8x16", "16x8", "9"], "8x8"), ("apus_product_relu", ["8x16", "16x8", "8x8"], "8x8"),
    ("apus_product_relu", ["8x16", "16x8"], "8x8"), ("apus_product_relu", ["2x8x16", "2x16x8", "8"], "2x8x8"),
    ("apus_product_masked", ["8x16", "16x8", "8"], "8x8"), ("apus_product_masked", ["8x16", "16x8", "8x9"], "8x8"),
    ("apus_product_masked", ["8x16", "16x8"], "8x8"), ("apus_product_masked", ["2x8x16", "2x16x8", "2x8x8"], "2x8x8"),
  ])
  func aCallThatDoesNotFitIsRefused(_ target: String, _ operands: [String], _ result: String) throws {
    for finish in [FinishedProduct.Finish.relu, .reluDerivative] { try CustomCallRegistry.makeKnownToPlugin(finish.target, finish.handler) }
    let message = try TestDevice.refusal(target, operands, "transposed = array<i64: 0, 0>", to: result)
    #expect(message.contains("operands that do not fit"))
  }
}
